package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;

/// What the first bytes of a file reveal about its format.
public final class FileStart {

  private static final int BYTES = 4_096;

  /// Enough of a header or of a JSON object to tell.
  private static final int UTF16_BYTES = 8;

  private final byte[] bytes;

  private FileStart(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Looks ahead without reading.
  public static FileStart peek(InputStream in) throws IOException {
    in.mark(BYTES);
    FileStart start = new FileStart(in.readNBytes(BYTES));
    in.reset();
    return start;
  }

  public boolean isGzip() {
    return startsWith(0x1F, 0x8B);
  }

  public int byteOrderMarkBytes() {
    return startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  /// Refuses what is no text.
  ///
  /// @throws CommandFailure if they are of no text in UTF-8
  public void requireText(String source) {
    if (bytes.length == byteOrderMarkBytes()) {
      throw CommandFailure.usage(
          source + " is empty", "give a CSV file with a header row, or JSON objects, one per line");
    }
    if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
      throw CommandFailure.usage(
          source + " is UTF-16", "save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8");
    }
    if (hasZeros(1)) {
      throw utf16(source, "UTF-16LE");
    }
    if (hasZeros(0)) {
      throw utf16(source, "UTF-16BE");
    }
    if (startsWith('P', 'K', 3, 4)) {
      throw CommandFailure.usage(
          source + " is a spreadsheet or zip archive", "export the sheet as CSV in UTF-8");
    }
  }

  /// Whether every second one of the first bytes is zero, as in Latin letters of two bytes.
  private boolean hasZeros(int first) {
    if (bytes.length < UTF16_BYTES) {
      return false;
    }
    for (int i = 0; i < UTF16_BYTES; i++) {
      if ((bytes[i] == 0) != (i % 2 == first)) {
        return false;
      }
    }
    return true;
  }

  private static CommandFailure utf16(String source, String encoding) {
    return CommandFailure.usage(
        source + " is UTF-16 without a byte order mark",
        "save it as UTF-8, or convert it with iconv -f %s -t UTF-8".formatted(encoding));
  }

  /// Refuses JSON that is not one object per line.
  ///
  /// @throws CommandFailure if they begin one JSON array
  public void requireLines(String source) {
    if (first() == '[') {
      throw CommandFailure.usage(
          source + " is one JSON array", "write one object per line: jq -c '.[]' FILE");
    }
  }

  InputFormat format() {
    return first() == '{' || first() == '[' ? InputFormat.JSONL : InputFormat.CSV;
  }

  private int first() {
    int i = byteOrderMarkBytes();
    while (i < bytes.length && " \t\r\n".indexOf(bytes[i]) >= 0) {
      i++;
    }
    return i < bytes.length ? bytes[i] : -1;
  }

  private boolean startsWith(int... wanted) {
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
