package dev.classify.web.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.evaluations.Evaluations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An evaluation in a list.
///
/// @param gold name of the file of labels
/// @param job whose answers were compared; null for the newest answers
record EvaluationListed(
    String evaluation,
    String name,
    Instant createdAt,
    String createdBy,
    String gold,
    @Nullable String job,
    JsonNode summary) {

  static EvaluationListed of(Evaluations.Listed listed) {
    return new EvaluationListed(
        listed.evaluationId(),
        listed.name(),
        listed.createdAt(),
        listed.createdBy(),
        listed.gold(),
        listed.jobId(),
        listed.summary());
  }
}
