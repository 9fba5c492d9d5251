package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A file of which is known whether it is a text or a table, unpacked.
sealed interface OpenedFile {

  /// The name in messages; of a text it may show the format.
  String name();

  /// A text in any of the formats that are lines.
  ///
  /// @param bytes of the text, unpacked
  record Text(String name, InputStream bytes) implements OpenedFile {}

  /// A table of cells, such as a sheet of a workbook.
  ///
  /// @param records from the header on
  /// @param reading how it is read, in words; empty if as expected
  record Table(String name, InputFormat format, TableRecords records, Optional<String> reading)
      implements OpenedFile {}

  /// Of a file that is not read in the order of its bytes, what is copied to disk.
  long COPIED_BYTES_MAX = 512L << 20;

  /// Opens content that comes from anywhere, also compressed with gzip or zip. What cannot be read
  /// in the order of its bytes is copied to a temporary file. Closing it closes the bytes.
  static OpenedFile of(String name, InputStream bytes, InputOptions options) throws IOException {
    InputStream content = bytes.markSupported() ? bytes : new BufferedInputStream(bytes, 65_536);
    FileStart start = FileStart.peek(content);
    if (start.isGzip()) {
      InputStream unpacked = new BufferedInputStream(new GZIPInputStream(content, 65_536), 65_536);
      return FileStart.peek(unpacked).isGzip()
          ? new Text(name, unpacked)
          : of(name, unpacked, options);
    }
    if (!start.isZip() && !start.isParquet()) {
      return new Text(name, content);
    }
    Path copy = Files.createTempFile("classify-input-", ".copy");
    try {
      try (content) {
        copy(name, content, copy);
      }
      return withoutCopy(new PackedFile(copy, null).open(name, options), copy);
    } catch (IOException | CommandFailure e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private static void copy(String name, InputStream content, Path copy) throws IOException {
    try (var out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[65_536];
      long bytes = 0;
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        bytes += count;
        if (bytes > COPIED_BYTES_MAX) {
          throw CommandFailure.usage(
              "%s is larger than %,d MiB unpacked".formatted(name, COPIED_BYTES_MAX >> 20),
              "unpack it, and give the file itself");
        }
        out.write(buffer, 0, count);
      }
    }
  }

  /// The same, which deletes the copy when it is closed.
  private static OpenedFile withoutCopy(OpenedFile file, Path copy) {
    return switch (file) {
      case Text(String name, InputStream bytes) ->
          new Text(
              name,
              new FilterInputStream(bytes) {
                @Override
                public void close() throws IOException {
                  super.close();
                  Files.deleteIfExists(copy);
                }
              });
      case Table(String name, InputFormat format, TableRecords records, var reading) ->
          new Table(name, format, new CopiedRecords(records, copy), reading);
    };
  }

  static OpenedFile parquet(String name, Path path) throws IOException {
    return new Table(name, InputFormat.PARQUET, ParquetRecords.open(name, path), Optional.empty());
  }

  static OpenedFile workbook(String name, Path path, InputOptions options) throws IOException {
    SheetRecords sheet = SheetRecords.open(name, path, options.sheet());
    try {
      HeaderFirst records = HeaderFirst.of(sheet, options);
      String shown = sheet.name(name);
      String line = records.headerLine() > 1 ? ", header in row " + records.headerLine() : "";
      return new Table(shown, InputFormat.XLSX, records, Optional.of("reading " + shown + line));
    } catch (IOException e) {
      sheet.close();
      throw e;
    }
  }
}
