package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;

/// The rows of a text of CSV or JSON, wherever its bytes come from.
public final class TextInput {

  private TextInput() {}

  /// Reads the header; the rows follow one by one. Closing them closes the bytes.
  ///
  /// @param name for messages; its ending may imply the format
  /// @param bytes not compressed
  /// @throws CommandFailure if they are no such text, its layout cannot be told, or no column holds
  ///     the id or the name
  public static InputRows open(String name, InputStream bytes, InputOptions options)
      throws IOException {
    if (options.sheet() != null) {
      throw CommandFailure.usage(name + " is no workbook", "leave out --sheet");
    }
    RecognisedText text = RecognisedText.of(name, bytes, options);
    RawRows rows =
        switch (text.format()) {
          case CSV ->
              TableRows.open(name, CsvRecords.of(name, text.characters(), text.layout()), options);
          case JSONL ->
              new JsonRows(name, new JsonLines(text.characters()), text.characters(), options);
          case JSON ->
              new JsonRows(name, new JsonArray(text.characters()), text.characters(), options);
          case XLSX, PARQUET -> throw notSo(name, text.format());
        };
    return new InputRows(name, rows, text.reading(name));
  }

  static CommandFailure notSo(String name, InputFormat format) {
    return CommandFailure.usage(name + " is not " + format, "leave out --format");
  }

  /// The characters of a text of any kind, without its byte order mark.
  ///
  /// @param bytes not compressed
  /// @throws CommandFailure if they are no text, or their encoding cannot be told
  public static BufferedReader characters(String name, InputStream bytes) throws IOException {
    return RecognisedText.characters(bytes, FileStart.peek(bytes).encoding(name, TextOptions.NONE));
  }
}
