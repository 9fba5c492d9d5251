package dev.classify.cli.input;

import dev.classify.indicator.Indicator;
import dev.classify.store.source.SourceIndicators;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Where indicators come from. It can be opened repeatedly and yields the same rows each time, as
/// long as nobody changes it.
public sealed interface InputSource extends AutoCloseable
    permits FileSource, DatabaseSource, MemorySource {

  /// Its name in messages: a file name, a table, `query` or `stdin`.
  String name();

  /// The default place of its list of rejected rows.
  Path rejectFile();

  /// Opens it for one reading; the caller closes the rows.
  InputRows open();

  /// Removes temporary files.
  @Override
  void close();

  static InputSource file(Path file, InputOptions options) {
    return FileSource.of(file, options);
  }

  /// Reads indicators that are in memory.
  ///
  /// @param name how messages call them
  static InputSource of(String name, List<Indicator> indicators) {
    return new MemorySource(name, indicators);
  }

  /// Spools standard input to a file that is removed on closing, so that it can be read twice.
  static InputSource standardInput(InputStream in, InputOptions options) {
    return FileSource.spooled(in, options);
  }

  /// Reads a table or query; the database is not accessed before [#open].
  ///
  /// @param tableOrQuery a name, with or without schema, or a query, which has a blank in it
  static InputSource database(
      SourceIndicators database, String tableOrQuery, InputOptions options) {
    return new DatabaseSource(database, tableOrQuery, options);
  }
}
