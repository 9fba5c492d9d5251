package dev.classify.service.batch;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.triage.LowConfidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a person should look at an answer.
final class ReviewReasons {

  private ReviewReasons() {}

  /// Reasons to doubt a stored answer to the same content. Its original reasons are not stored.
  static List<String> ofKnownAnswer(DecidedAnswer known, @Nullable DecidedAnswer byRules) {
    boolean settled =
        known.fields().byField().values().stream()
            .map(FieldDecision::by)
            .anyMatch(by -> by == DecidedBy.REVIEW_MODEL || by == DecidedBy.PERSON);
    List<String> doubts = new ArrayList<>();
    if (!settled) {
      doubts.addAll(RuleDisagreements.of(known.answer(), byRules));
    }
    doubts.addAll(LowConfidence.of(known));
    return doubts;
  }
}
