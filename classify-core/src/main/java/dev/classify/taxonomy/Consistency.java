package dev.classify.taxonomy;

import java.util.List;

/// Whether an answer is consistent, and whether it can be repaired if it is not.
public sealed interface Consistency {

  /// It breaks no rule.
  record Sound(Classification answer) implements Consistency {}

  /// It broke rules, and the scheme leaves only one way to repair it.
  ///
  /// @param answer the repaired one, which breaks none
  /// @param contradictions of the original
  record Repaired(Classification answer, List<Contradiction> contradictions)
      implements Consistency {
    public Repaired {
      contradictions = List.copyOf(contradictions);
    }
  }

  /// It breaks rules, and the scheme does not say how to repair it. It must not be stored as it is.
  record Undecided(Classification answer, List<Contradiction> contradictions)
      implements Consistency {
    public Undecided {
      contradictions = List.copyOf(contradictions);
    }
  }

  /// Checks an answer, and repairs it if the scheme says how.
  static Consistency of(Classification answer) {
    return ConsistencyRepair.of(answer);
  }
}
