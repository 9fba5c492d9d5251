package dev.classify.input;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Problem;
import java.util.List;

/// One row of an input, checked.
public sealed interface InputRow {

  RowLocation location();

  /// The row can be classified.
  ///
  /// @param warnings what was dropped from it
  record Good(Indicator indicator, RowLocation location, List<Problem> warnings)
      implements InputRow {
    public Good {
      warnings = List.copyOf(warnings);
    }
  }

  /// The row cannot be used.
  ///
  /// @param id as far as it could be read, else empty
  record Bad(RowLocation location, String id, List<Problem> problems) implements InputRow {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
