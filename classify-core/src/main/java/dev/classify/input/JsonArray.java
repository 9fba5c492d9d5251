package dev.classify.input;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// The elements of one JSON array, cut by their brackets, so that an element that is no JSON costs
/// itself and not the rest of the file.
final class JsonArray implements JsonTexts {

  private final Reader text;
  private final char[] buffer = new char[65_536];
  private int from;
  private int to;
  private long line = 1;
  private boolean opened;
  private boolean ended;

  JsonArray(Reader text) {
    this.text = text;
  }

  @Override
  public Optional<JsonText> next() throws IOException {
    int first = ended ? -1 : skipBlanks();
    if (first == '[' && !opened) {
      opened = true;
      first = skipBlanks();
    }
    while (first == ',') {
      first = skipBlanks();
    }
    if (first == ']') {
      ended = true;
      return skipBlanks() < 0
          ? Optional.empty()
          : Optional.of(new JsonText(line, "", Fault.BEHIND_ARRAY));
    }
    if (first < 0) {
      boolean unfinished = !ended;
      ended = true;
      return unfinished ? Optional.of(new JsonText(line, "", Fault.UNFINISHED)) : Optional.empty();
    }
    return Optional.of(element(first));
  }

  private JsonText element(int first) throws IOException {
    long begin = line;
    StringBuilder json = new StringBuilder();
    boolean tooLong = false;
    boolean quoted = false;
    int depth = 0;
    int c = first;
    while (c >= 0) {
      if (!quoted && depth == 0 && (c == ',' || c == ']')) {
        // The buffer still holds it: it is the last character read.
        from--;
        break;
      }
      if (tooLong || json.length() >= CHARACTERS_MAX) {
        tooLong = true;
      } else {
        json.append((char) c);
      }
      if (c == '\\' && quoted) {
        c = read();
        if (c >= 0 && !tooLong) {
          json.append((char) c);
        }
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '\n') {
        // No JSON string has a line end, so its closing quote is missing.
        quoted = false;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      c = read();
    }
    return new JsonText(
        begin, tooLong ? "" : json.toString(), tooLong ? Fault.TOO_LONG : Fault.NONE);
  }

  private int skipBlanks() throws IOException {
    int c = read();
    while (c >= 0 && c <= ' ') {
      c = read();
    }
    return c;
  }

  private int read() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, text.read(buffer, 0, buffer.length));
      if (to == 0) {
        return -1;
      }
    }
    char c = buffer[from++];
    if (c == '\n') {
      line++;
    }
    return c;
  }
}
