package dev.classify.outcome;

import org.jspecify.annotations.Nullable;

/// Decides whether the rules answer, before a model is asked.
public final class Cascade {

  /// Above every confidence.
  private static final double NEVER = 2;

  private Cascade() {}

  /// From which confidence of the rules on they answer an indicator themselves. A row that they
  /// fail on counts as 0.
  ///
  /// @param minConfidence that the user wants of them in a cascade; null for the default
  public static double rulesAnswerFrom(Provider provider, @Nullable Double minConfidence) {
    return switch (provider) {
      case RULES -> 0;
      case OPENAI -> NEVER;
      case CASCADE -> minConfidence == null ? ConfidenceThresholds.RULES_SURE : minConfidence;
    };
  }
}
