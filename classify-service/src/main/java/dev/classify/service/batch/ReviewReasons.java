package dev.classify.service.batch;

import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a person should look at an answer, whoever gave it.
final class ReviewReasons {

  private ReviewReasons() {}

  /// What the answer itself gives to doubt; empty where nothing does.
  static List<String> of(DecidedAnswer decided) {
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

  /// What there is to doubt in an answer that was given to the same content before; the reasons of
  /// then are not kept with it.
  static List<String> ofKnownAnswer(DecidedAnswer known, @Nullable DecidedAnswer byRules) {
    boolean settled =
        known.fields().byField().values().stream()
            .map(FieldDecision::by)
            .anyMatch(by -> by == DecidedBy.REVIEW_MODEL || by == DecidedBy.PERSON);
    List<String> doubts = new ArrayList<>();
    if (!settled) {
      doubts.addAll(RuleDisagreements.of(known.answer(), byRules));
    }
    doubts.addAll(of(known));
    return doubts;
  }
}
