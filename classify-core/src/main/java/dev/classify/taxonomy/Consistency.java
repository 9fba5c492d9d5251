package dev.classify.taxonomy;

import java.util.List;

/// Whether an answer fits together, and what can be done where it does not.
public sealed interface Consistency {

  /// It breaks no rule.
  record Sound(Classification answer) implements Consistency {}

  /// It broke rules, and the scheme leaves one way only to mend it.
  ///
  /// @param answer the mended one, which breaks none
  /// @param contradictions of the original
  record Repaired(Classification answer, List<Contradiction> contradictions)
      implements Consistency {
    public Repaired {
      contradictions = List.copyOf(contradictions);
    }
  }

  /// It breaks rules, and somebody has to say what is right: it must not be stored as it is.
  record Undecided(Classification answer, List<Contradiction> contradictions)
      implements Consistency {
    public Undecided {
      contradictions = List.copyOf(contradictions);
    }
  }

  /// Checks an answer that somebody gave, and repairs it where the scheme decides how.
  static Consistency of(Classification answer) {
    return ConsistencyRepair.of(answer);
  }
}
