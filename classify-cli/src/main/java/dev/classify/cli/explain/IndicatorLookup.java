package dev.classify.cli.explain;

import dev.classify.cli.input.InputSource;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Problem;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds one indicator in an input.
public final class IndicatorLookup {

  private IndicatorLookup() {}

  /// The first valid row with this id; empty if there is none.
  ///
  /// @throws CommandFailure where the input, or the row with this id, cannot be used
  public static Optional<Indicator> in(InputSource input, String id) {
    try (InputRows rows = input.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        switch (row.get()) {
          case InputRow.Good good -> {
            if (good.indicator().id().equals(id)) {
              return Optional.of(good.indicator());
            }
          }
          case InputRow.Bad bad -> {
            if (bad.id().equals(id)) {
              throw unusable(bad);
            }
          }
        }
      }
      return Optional.empty();
    }
  }

  private static CommandFailure unusable(InputRow.Bad bad) {
    return CommandFailure.usage(
        "%s of %s cannot be used: %s"
            .formatted(
                bad.id(),
                bad.location(),
                bad.problems().stream()
                    .map(problem -> problem.field() + " " + problem.problem())
                    .collect(Collectors.joining("; "))),
        bad.problems().stream().map(Problem::fix).collect(Collectors.joining("; ")));
  }
}
