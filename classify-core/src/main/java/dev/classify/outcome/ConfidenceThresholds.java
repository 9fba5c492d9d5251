package dev.classify.outcome;

/// From which confidence on an answer stands. docs/quality.md says how they were chosen.
public final class ConfidenceThresholds {

  /// An answer less sure than this is worth a person's look: two of three have a wrong field.
  public static final double REVIEW_BELOW = 0.8;

  /// From here on the answer of the rules stands in a cascade, and no model is asked: of the fields
  /// of such answers 95 in 100 are right.
  public static final double RULES_SURE = 0.8;

  /// Below this the answer of the first model is checked by the review model.
  public static final double MODEL_SURE = 0.6;

  private ConfidenceThresholds() {}

  /// All of them as text; part of the version of answers that they decide.
  public static String written() {
    return "rules>=" + RULES_SURE + " model>=" + MODEL_SURE;
  }
}
