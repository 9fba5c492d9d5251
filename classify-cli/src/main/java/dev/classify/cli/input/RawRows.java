package dev.classify.cli.input;

import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.Problem;
import java.util.List;
import java.util.Optional;

/// Rows as a format gives them, before they are checked.
interface RawRows extends AutoCloseable {

  /// One row as far as the format goes.
  sealed interface RawRow {

    long line();

    /// The format could be read.
    record Parsed(long line, IndicatorDraft draft) implements RawRow {}

    /// The row breaks the format, the next one may not.
    record Broken(long line, String id, Problem problem) implements RawRow {}
  }

  /// The next row, empty after the last one.
  Optional<RawRow> next();

  /// Columns that are no field.
  List<String> ignoredColumns();

  @Override
  void close();
}
