package dev.classify.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Problem;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rows of a JSONL file: one JSON object per line, blank lines between them do not count.
final class JsonlRows implements RawRows {

  /// Above what the fields of a row may hold together, also where many characters are escaped.
  static final int LINE_CHARACTERS_MAX = 4 * 1_048_576;

  private final String source;
  private final Reader text;
  private final InputOptions options;
  private final Set<String> ignored = new TreeSet<>();
  private final char[] buffer = new char[65_536];
  private int from;
  private int to;
  private long line;
  private boolean tooLong;

  JsonlRows(String source, Reader text, InputOptions options) {
    this.source = source;
    this.text = text;
    this.options = options;
  }

  @Override
  public Optional<RawRow> next() {
    try {
      StringBuilder json = new StringBuilder();
      while (readLine(json)) {
        if (tooLong) {
          String fault = "is longer than %,d characters".formatted(LINE_CHARACTERS_MAX);
          return Optional.of(broken(fault, "put each object on a line of its own"));
        }
        String written = json.toString();
        if (!written.isBlank()) {
          return Optional.of(row(written));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }

  private RawRow row(String written) {
    JsonNode json;
    try {
      json = IndicatorJson.read(written);
    } catch (JsonProcessingException e) {
      // Blank JSON may hold it, so it is no fault by itself.
      return written.stripTrailing().indexOf('\r') >= 0
          ? broken(
              "holds a carriage return without a line feed, and is not one JSON object",
              "end lines with a line feed: tr '\\r' '\\n' < FILE")
          : broken(
              "is not valid JSON (" + IndicatorJson.problem(e) + ")",
              "write one complete JSON object per line");
    }
    if (!json.isObject()) {
      return broken("is not a JSON object", "write one complete JSON object per line");
    }
    json.fieldNames().forEachRemaining(this::note);
    return new RawRow.Parsed(line, IndicatorJson.draft(json, options.assigned()));
  }

  private void note(String key) {
    // Bounded, since a file may have other keys on every line.
    if (ignored.size() < 100 && !IndicatorJson.isField(key, options.assigned())) {
      ignored.add(key);
    }
  }

  private RawRow broken(String problem, String fix) {
    return new RawRow.Broken(line, "", new Problem("row", problem, fix));
  }

  /// Reads the next line into `into`, up to the limit; false at the end of the text.
  private boolean readLine(StringBuilder into) throws IOException {
    into.setLength(0);
    tooLong = false;
    line++;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= into.length() + (end - from) > LINE_CHARACTERS_MAX;
      if (!tooLong) {
        into.append(buffer, from, end - from);
      }
      from = end;
      if (end < to) {
        from++;
        return true;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, text.read(buffer, 0, buffer.length));
    return to > 0;
  }

  @Override
  public List<String> ignoredColumns() {
    return List.copyOf(ignored);
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }
}
