package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The rows of a file of any format: CSV or JSON, also compressed with gzip or zip, an Excel
/// workbook, or Parquet.
public final class FileInput {

  private FileInput() {}

  /// Reads the header; the rows follow one by one, and the caller closes them.
  ///
  /// @param name for messages; its ending may imply the format
  /// @param file a name inside a zip archive may follow the archive, as in `FILE.zip!NAME`
  /// @throws CommandFailure if it is no such file, its layout cannot be told, or no column holds
  ///     the id or the name
  public static InputRows open(String name, Path file, InputOptions options) throws IOException {
    return rows(PackedFile.of(file).open(name, options), options);
  }

  /// The same for content that comes from anywhere. Closing the rows closes the bytes.
  public static InputRows open(String name, InputStream bytes, InputOptions options)
      throws IOException {
    return rows(OpenedFile.of(name, bytes, options), options);
  }

  /// The file on disk, without the name inside an archive.
  public static Path onDisk(Path file) {
    return PackedFile.of(file).path();
  }

  private static InputRows rows(OpenedFile file, InputOptions options) throws IOException {
    return switch (file) {
      case OpenedFile.Text text -> {
        try {
          yield TextInput.open(text.name(), text.bytes(), options);
        } catch (IOException | CommandFailure e) {
          text.bytes().close();
          throw e;
        }
      }
      case OpenedFile.Table table -> {
        try {
          requireFormat(table, options);
          yield new InputRows(
              table.name(),
              TableRows.open(table.name(), table.records(), options),
              table.reading());
        } catch (CommandFailure e) {
          table.records().close();
          throw e;
        }
      }
    };
  }

  private static void requireFormat(OpenedFile.Table table, InputOptions options) {
    InputFormat said = options.format();
    if (said != null && said != table.format()) {
      throw CommandFailure.usage(
          "%s is %s, not %s".formatted(table.name(), table.format(), said), "leave out --format");
    }
    if (options.sheet() != null && table.format() != InputFormat.XLSX) {
      throw CommandFailure.usage(table.name() + " has no sheets", "leave out --sheet");
    }
  }
}
