package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A CSV or JSONL text in UTF-8, wherever its bytes come from.
public final class TextInput {

  private static final int BUFFER_BYTES = 65_536;

  private TextInput() {}

  /// Reads the header; the rows follow one by one. Closing them closes the bytes.
  ///
  /// @param name for messages; its ending may imply the format
  /// @param bytes not compressed
  /// @throws CommandFailure if they are no such text, or no column holds the id or the name
  public static InputRows open(String name, InputStream bytes, InputOptions options)
      throws IOException {
    InputStream content = buffered(bytes);
    FileStart start = FileStart.peek(content);
    InputFormat format = format(name, start, options);
    content.skipNBytes(start.byteOrderMarkBytes());
    Utf8Reader text = new Utf8Reader(content);
    RawRows rows =
        switch (format) {
          case CSV -> CsvRows.open(name, text, options);
          case JSONL -> new JsonlRows(name, text, options);
        };
    return new InputRows(name, rows);
  }

  /// The format of a text.
  ///
  /// @throws CommandFailure if it is no text of either format
  static InputFormat format(String name, FileStart start, InputOptions options) {
    if (start.isGzip()) {
      throw CommandFailure.usage(name + " is compressed", "unpack it: gunzip FILE");
    }
    start.requireText(name);
    InputFormat format = options.format();
    if (format == null) {
      format = InputFormat.of(name).orElseGet(start::format);
    }
    if (format == InputFormat.JSONL) {
      start.requireLines(name);
    }
    return format;
  }

  static InputStream buffered(InputStream bytes) {
    return bytes.markSupported() ? bytes : new BufferedInputStream(bytes, BUFFER_BYTES);
  }
}
