package dev.classify.input;

import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.Problem;
import java.util.List;
import java.util.Optional;

/// Reads rows from a format such as CSV; [InputRows] checks them.
public interface RawRows extends AutoCloseable {

  /// One row, parsed but not yet checked.
  sealed interface RawRow {

    long line();

    /// A row that can be read.
    ///
    /// @param warnings what is wrong with it nevertheless
    record Parsed(long line, IndicatorDraft draft, List<Problem> warnings) implements RawRow {
      public Parsed {
        warnings = List.copyOf(warnings);
      }

      public Parsed(long line, IndicatorDraft draft) {
        this(line, draft, List.of());
      }
    }

    /// A malformed row; reading continues with the next one.
    ///
    /// @param id empty if it cannot be read
    record Broken(long line, String id, Problem problem) implements RawRow {}
  }

  /// The next row, empty after the last one.
  Optional<RawRow> next();

  /// What helps if a row has the id of an earlier one.
  default String repeatedIdFix() {
    return "give the row an id of its own, or remove it";
  }

  /// The columns or keys that match no field.
  List<String> extraColumns();

  @Override
  void close();
}
