package dev.classify.store.review;

import dev.classify.taxonomy.AnswerField;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one person says about an answer.
///
/// @param batchKey tells the answer from later ones
/// @param action `accept`, `correct` or `reject`
/// @param values the values that the judge takes for right, [AnswerField#NO_CURRENCY] for none;
///     empty for a rejection
/// @param decision position of the decision that it is a part of; null if it is a part of none
public record Judgement(
    String indicatorId,
    String batchKey,
    String judge,
    Instant judgedAt,
    String action,
    Map<AnswerField, String> values,
    @Nullable String note,
    @Nullable Long decision) {

  public Judgement {
    values = Map.copyOf(values);
  }

  boolean rejects() {
    return "reject".equals(action);
  }

  boolean agreesWith(Judgement other) {
    return rejects() == other.rejects() && values.equals(other.values);
  }
}
