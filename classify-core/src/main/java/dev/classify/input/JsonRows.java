package dev.classify.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Problem;
import dev.classify.input.JsonTexts.JsonText;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Rows that are JSON objects.
final class JsonRows implements RawRows {

  private final String source;
  private final JsonTexts objects;
  private final Reader text;
  private final InputOptions options;
  private final Set<String> extra = new TreeSet<>();

  /// @param text under the objects, closed with the rows
  JsonRows(String source, JsonTexts objects, Reader text, InputOptions options) {
    this.source = source;
    this.objects = objects;
    this.text = text;
    this.options = options;
  }

  @Override
  public Optional<RawRow> next() {
    try {
      return objects.next().map(this::row);
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }

  private RawRow row(JsonText object) {
    long line = object.line();
    return switch (object.fault()) {
      case NONE -> row(line, object.text());
      case TOO_LONG ->
          broken(
              line,
              "is longer than %,d characters".formatted(JsonTexts.CHARACTERS_MAX),
              objects instanceof JsonLines
                  ? "put each object on a line of its own"
                  : "close every object with a brace");
      case UNFINISHED ->
          broken(line, "is missing: the file ends before its array is closed", "write it again");
      case BEHIND_ARRAY ->
          broken(line, "follows the end of the array", "write one array, or one object per line");
    };
  }

  private RawRow row(long line, String written) {
    JsonNode json;
    try {
      json = IndicatorJson.read(written);
    } catch (JsonProcessingException e) {
      // Blank JSON may hold it, so it is no fault by itself.
      return objects instanceof JsonLines && written.stripTrailing().indexOf('\r') >= 0
          ? broken(
              line,
              "holds a carriage return without a line feed, and is not one JSON object",
              "end lines with a line feed: tr '\\r' '\\n' < FILE")
          : broken(line, "is not valid JSON (" + IndicatorJson.problem(e) + ")", fix());
    }
    if (!json.isObject()) {
      return broken(line, "is not a JSON object", fix());
    }
    json.fieldNames().forEachRemaining(this::note);
    return new RawRow.Parsed(line, IndicatorJson.draft(json, options.assigned()));
  }

  private void note(String key) {
    // Bounded, since a file may have other keys on every line.
    if (extra.size() < 100 && !IndicatorJson.isField(key, options.assigned())) {
      extra.add(key);
    }
  }

  private String fix() {
    return objects instanceof JsonLines
        ? "write one complete JSON object per line"
        : "write complete JSON objects between commas";
  }

  private static RawRow broken(long line, String problem, String fix) {
    return new RawRow.Broken(line, "", new Problem("row", problem, fix));
  }

  @Override
  public List<String> extraColumns() {
    return List.copyOf(extra);
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
