package dev.classify.input;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Cuts text into the records of CSV (RFC 4180, with any separator) one by one, so that a record
/// that breaks the format costs itself and not the rest of the file.
///
/// Blanks around quotes do not count, empty lines are skipped, and a line ends with LF, CRLF or CR.
/// After a record with a wrong quote, reading continues with the line below its first one: a quote
/// that nobody closed would otherwise take all further records into its field.
final class CsvRecords implements TableRecords {

  /// Above what the fields of a row may hold together, also where every character is a quote.
  static final int RECORD_CHARACTERS_MAX = 8 * 1_048_576;

  static final int FIELDS_MAX = 16_384;

  private static final int FIRST_CHARACTERS = 65_536;

  /// Instead of a character: the text ends, or the record has reached its limit.
  private static final int END = -1;

  private static final int LIMIT = -2;

  private static final String QUOTE_FIX =
      "close every quote, and double the quotes inside quoted fields";

  private final Reader text;
  private final char delimiter;
  private char[] buffer = new char[FIRST_CHARACTERS];

  /// The record begins here; places within it count from here.
  private int start;

  private int filled;
  private boolean ended;
  private long line = 1;

  CsvRecords(Reader text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /// The records from the header on.
  static CsvRecords of(String source, Reader text, CsvLayout layout) {
    CsvRecords records = new CsvRecords(text, layout.delimiter());
    try {
      records.skipLines(layout.headerLine() - 1);
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
    return records;
  }

  /// Passes over lines without reading records.
  void skipLines(long lines) throws IOException {
    for (long i = 0; i < lines && peek(0) != END; i++) {
      skipLine();
    }
  }

  @Override
  public Optional<Entry> next() throws IOException {
    while (isLineEnd(peek(0))) {
      consume(lineEnd(0));
    }
    return peek(0) == END ? Optional.empty() : Optional.of(read());
  }

  private Entry read() throws IOException {
    long first = line;
    List<String> values = new ArrayList<>();
    int fields = 0;
    int at = 0;
    while (true) {
      int end;
      int open = skipBlanks(at);
      if (peek(open) == '"') {
        int close = closingQuote(open + 1);
        if (close < 0) {
          return unclosed(first, values);
        }
        end = skipBlanks(close + 1);
        if (peek(end) != LIMIT && !endsField(peek(end))) {
          return broken(first, values, "has text behind a closing quote");
        }
        add(values, unquoted(open + 1, close));
      } else {
        end = at;
        while (!endsField(peek(end))) {
          end++;
        }
        add(values, text(at, end));
      }
      fields++;
      int next = peek(end);
      if (next == LIMIT) {
        return tooLong(first, values);
      }
      if (next != delimiter) {
        consume(end + lineEnd(end));
        return fields <= FIELDS_MAX
            ? new Entry.Fields(first, values)
            : new Entry.Broken(
                first,
                values,
                "has %,d fields; at most %,d are read".formatted(fields, FIELDS_MAX),
                "write fewer columns");
      }
      at = end + 1;
    }
  }

  private static void add(List<String> values, String value) {
    if (values.size() < FIELDS_MAX) {
      values.add(value);
    }
  }

  /// The place of the quote that closes a field, or END or LIMIT.
  private int closingQuote(int from) throws IOException {
    int at = from;
    while (true) {
      int c = peek(at);
      if (c < 0) {
        return c;
      }
      if (c != '"') {
        at++;
      } else if (peek(at + 1) == '"') {
        at += 2;
      } else {
        return at;
      }
    }
  }

  private Entry unclosed(long first, List<String> values) throws IOException {
    return ended || firstLineEnd() >= 0
        ? broken(first, values, "opens a quote that is not closed")
        : tooLong(first, values);
  }

  private Entry tooLong(long first, List<String> values) throws IOException {
    consume(filled - start);
    skipLine();
    String problem = "is longer than %,d characters".formatted(RECORD_CHARACTERS_MAX);
    return new Entry.Broken(first, values, problem, "shorten its fields");
  }

  private Entry broken(long first, List<String> values, String problem) throws IOException {
    skipLine();
    return new Entry.Broken(first, values, problem, QUOTE_FIX);
  }

  /// Goes to the next line, whatever stands between.
  private void skipLine() throws IOException {
    int end = firstLineEnd();
    while (end < 0) {
      consume(filled - start);
      if (peek(0) == END) {
        return;
      }
      end = firstLineEnd();
    }
    consume(end + lineEnd(end));
  }

  /// The place of the first line end in the buffer; negative if there is none.
  private int firstLineEnd() {
    for (int i = start; i < filled; i++) {
      if (isLineEnd(buffer[i])) {
        return i - start;
      }
    }
    return -1;
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private boolean endsField(int c) {
    return c == delimiter || isLineEnd(c) || c < 0;
  }

  /// The characters of a line end: none at the end of the text.
  private int lineEnd(int at) throws IOException {
    int c = peek(at);
    return c < 0 ? 0 : c == '\r' && peek(at + 1) == '\n' ? 2 : 1;
  }

  private int skipBlanks(int from) throws IOException {
    int at = from;
    int c = peek(at);
    while (c >= 0 && c <= ' ' && c != delimiter && !isLineEnd(c)) {
      at++;
      c = peek(at);
    }
    return at;
  }

  private String text(int from, int to) {
    return new String(buffer, start + from, to - from);
  }

  private String unquoted(int from, int to) {
    String written = text(from, to);
    return written.indexOf('"') < 0 ? written : written.replace("\"\"", "\"");
  }

  private void consume(int characters) {
    for (int i = start; i < start + characters; i++) {
      if (buffer[i] == '\n' || (buffer[i] == '\r' && (i + 1 == filled || buffer[i + 1] != '\n'))) {
        line++;
      }
    }
    start += characters;
  }

  private int peek(int at) throws IOException {
    while (start + at >= filled) {
      if (ended) {
        return END;
      }
      if (at >= RECORD_CHARACTERS_MAX) {
        return LIMIT;
      }
      fill();
    }
    return buffer[start + at];
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      if (start == 0) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      } else {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
      }
    }
    int count = text.read(buffer, filled, buffer.length - filled);
    ended = count < 0;
    filled += Math.max(count, 0);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
