package dev.classify.outcome;

/// The confidences that decide what happens to an answer. docs/quality.md explains how they were
/// chosen.
public final class ConfidenceThresholds {

  /// An answer below this goes to review: two of three have a wrong field.
  public static final double REVIEW_BELOW = 0.8;

  /// From this confidence on, a cascade keeps the answer of the rules: 95 % of the fields of such
  /// answers are right.
  public static final double RULES_SURE = 0.8;

  /// Below this the answer of the first model is checked by the review model.
  public static final double MODEL_SURE = 0.6;

  private ConfidenceThresholds() {}

  /// All of them as text; part of the version of answers that they decide.
  public static String written() {
    return "rules>=" + RULES_SURE + " model>=" + MODEL_SURE;
  }
}
