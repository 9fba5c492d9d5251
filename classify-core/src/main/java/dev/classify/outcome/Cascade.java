package dev.classify.outcome;

/// Decides whether the rules answer, before a model is asked.
public final class Cascade {

  private Cascade() {}

  /// Whether the rules answer an indicator themselves.
  ///
  /// @param confidence of the rules; 0 if they failed
  public static boolean rulesAnswer(Provider provider, double confidence) {
    return switch (provider) {
      case RULES -> true;
      case OPENAI -> false;
      case CASCADE -> confidence >= ConfidenceThresholds.RULES_SURE;
    };
  }
}
