package dev.classify.triage;

import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.DecidedAnswer;
import java.util.List;
import java.util.Locale;

/// Why a person should look at an answer that is not sure of itself.
public final class LowConfidence {

  private LowConfidence() {}

  /// One sentence where the confidence is below the threshold for review; empty where it is not.
  public static List<String> of(DecidedAnswer decided) {
    double confidence = decided.answer().confidence();
    return confidence < ConfidenceThresholds.REVIEW_BELOW
        ? List.of(
            String.format(
                Locale.ROOT,
                "confidence %.2f is below %.2f",
                confidence,
                ConfidenceThresholds.REVIEW_BELOW))
        : List.of();
  }
}
