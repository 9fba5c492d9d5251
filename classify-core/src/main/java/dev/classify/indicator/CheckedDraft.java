package dev.classify.indicator;

import java.util.List;

/// The result of checking a draft.
public sealed interface CheckedDraft {

  /// The row is usable; warnings list what was dropped from it.
  record Accepted(Indicator indicator, List<Problem> warnings) implements CheckedDraft {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /// The row is not usable.
  ///
  /// @param id the cleaned id, or empty if there is none
  record Refused(String id, List<Problem> problems) implements CheckedDraft {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
