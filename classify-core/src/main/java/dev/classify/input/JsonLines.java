package dev.classify.input;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// One JSON object per line; blank lines between them do not count.
final class JsonLines implements JsonTexts {

  private final Reader text;
  private final char[] buffer = new char[65_536];
  private int from;
  private int to;
  private long line;
  private boolean tooLong;

  JsonLines(Reader text) {
    this.text = text;
  }

  @Override
  public Optional<JsonText> next() throws IOException {
    StringBuilder json = new StringBuilder();
    while (readLine(json)) {
      if (tooLong) {
        return Optional.of(new JsonText(line, "", Fault.TOO_LONG));
      }
      String written = json.toString();
      if (!written.isBlank()) {
        return Optional.of(new JsonText(line, written, Fault.NONE));
      }
    }
    return Optional.empty();
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
      tooLong |= into.length() + (end - from) > CHARACTERS_MAX;
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
}
