package dev.classify.cli.submit;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectList;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A first pass over the whole input: its counts and its digest.
///
/// @param rows usable ones
/// @param refused unusable ones, listed in the reject file
/// @param warnings values dropped from usable rows, listed there too
/// @param digest the same for the same usable rows in the same order
/// @param firstIds of the first usable rows
/// @param extraColumns that name no field
public record InputScan(
    long rows,
    long refused,
    long warnings,
    String digest,
    List<String> firstIds,
    List<String> extraColumns) {

  public InputScan {
    extraColumns = List.copyOf(extraColumns);
    firstIds = List.copyOf(firstIds);
  }

  /// All rows, usable or not.
  public long read() {
    return rows + refused;
  }

  /// Fails if no row is usable.
  ///
  /// @param rejectFile where the unusable rows are listed
  void requireUsableRow(InputSource input, Optional<Path> rejectFile) {
    if (rows == 0) {
      throw CommandFailure.usage(
          "nothing to do: %s unusable in %s"
              .formatted(
                  refused == 1 ? "the only row is" : "all " + refused + " rows are", input.name()),
          rejectFile
              .map(list -> "correct the rows that " + list + " lists")
              .orElse("correct the rows"));
    }
  }

  /// Reads the whole input.
  ///
  /// @param rejects lists unusable rows and warnings; null if nobody reads the list
  /// @param firstIdsMax how many ids to keep
  static InputScan of(InputSource input, @Nullable RejectList rejects, int firstIdsMax) {
    RowDigest digest = new RowDigest();
    List<String> firstIds = new ArrayList<>();
    List<String> extraColumns;
    long rows = 0;
    long refused = 0;
    long warnings = 0;
    try (InputRows rowsOfInput = input.open()) {
      for (Optional<InputRow> row = rowsOfInput.next(); row.isPresent(); row = rowsOfInput.next()) {
        if (rejects != null) {
          rejects.add(row.get());
        }
        switch (row.get()) {
          case InputRow.Good good -> {
            digest.add(good.indicator());
            rows++;
            warnings += good.warnings().size();
            if (firstIds.size() < firstIdsMax) {
              firstIds.add(good.indicator().id());
            }
          }
          case InputRow.Bad _ -> refused++;
        }
      }
      extraColumns = rowsOfInput.extraColumns();
    }
    return new InputScan(rows, refused, warnings, digest.end(), firstIds, extraColumns);
  }
}
