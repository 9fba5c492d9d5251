package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.Indicator;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import dev.classify.input.MappingFile;
import dev.classify.store.source.SourceIndicators;
import dev.classify.store.tasks.Upload;
import dev.classify.store.tasks.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A file, table or list of indicators. It can be opened several times and gives the same rows each
/// time, unless somebody changes it in between.
public sealed interface InputSource extends AutoCloseable
    permits FileSource, DatabaseSource, MemorySource, UploadSource {

  /// The name for messages: a file name, a table, `query` or `stdin`.
  String name();

  /// The default path of the reject file: beside the input, or in the working folder if the
  /// folder of the input belongs to others.
  Path rejectFile();

  /// Opens the input to read it once; the caller closes the rows.
  InputRows open();

  /// Removes temporary files.
  @Override
  void close();

  static InputSource file(Path file, InputOptions options) {
    return file(file, options, _ -> {});
  }

  /// Reads a file.
  ///
  /// @param file a name inside a zip archive may follow the archive, as in `FILE.zip!NAME`
  /// @param console is told once how the file is read, unless it is read as most are
  static InputSource file(Path file, InputOptions options, Consumer<String> console) {
    return FileSource.of(file, options, console);
  }

  /// Reads a file that says which column of an input is which field.
  static AssignedColumns mapping(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(file + " is a folder", "name a file in it");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return MappingFile.read(file.toString(), bytes);
    } catch (IOException e) {
      throw UnreadableFile.because(file.toString(), e);
    }
  }

  /// Reads indicators that are in memory.
  ///
  /// @param name the name for messages
  static InputSource of(String name, List<Indicator> indicators) {
    return new MemorySource(name, indicators);
  }

  /// Reads a file that was uploaded.
  static InputSource upload(Uploads uploads, Upload upload, InputOptions options) {
    return new UploadSource(uploads, upload, options);
  }

  /// Copies standard input to a temporary file, so that it can be read twice. Closing removes the
  /// file.
  ///
  /// @param console is told once how it is read, unless it is read as most are
  static InputSource standardInput(InputStream in, InputOptions options, Consumer<String> console) {
    return FileSource.spooled(in, options, console);
  }

  /// Reads a table or query; the database is not accessed before [#open].
  ///
  /// @param tableOrQuery a name, with or without schema, or a query; a text with a blank is a query
  static InputSource database(
      SourceIndicators database, String tableOrQuery, InputOptions options) {
    return new DatabaseSource(database, tableOrQuery, options);
  }
}
