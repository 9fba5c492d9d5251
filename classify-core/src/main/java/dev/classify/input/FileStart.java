package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;

/// What the first bytes of a file reveal about its format.
public final class FileStart {

  /// Encodings differ only in letters, and the first letter that is not ASCII may come late.
  static final int BYTES_MAX = 1_048_576;

  private final byte[] bytes;

  private FileStart(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Looks ahead without reading.
  public static FileStart peek(InputStream in) throws IOException {
    in.mark(BYTES_MAX);
    FileStart start = new FileStart(in.readNBytes(BYTES_MAX));
    in.reset();
    return start;
  }

  public boolean isGzip() {
    return startsWith(0x1F, 0x8B);
  }

  public boolean isZip() {
    return startsWith('P', 'K', 3, 4) || startsWith('P', 'K', 5, 6);
  }

  public boolean isParquet() {
    return startsWith('P', 'A', 'R', '1');
  }

  /// The encoding of a text.
  ///
  /// @throws CommandFailure if the file is empty or no text, or its encoding cannot be told
  TextEncoding encoding(String source, TextOptions options) {
    if (startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
      throw CommandFailure.usage(
          source + " is a spreadsheet of an old Excel, or one with a password",
          "save it as XLSX without a password, or the sheet as CSV in UTF-8");
    }
    TextEncoding encoding =
        options.encoding() == null
            ? TextEncoding.of(source, bytes, bytes.length < BYTES_MAX)
            : TextEncoding.named(options.encoding(), bytes);
    if (bytes.length == encoding.markBytes()) {
      throw CommandFailure.usage(
          source + " is empty", "give a CSV file with a header row, or JSON objects, one per line");
    }
    return encoding;
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
