package dev.classify.web.review;

import dev.classify.store.review.Judgement;
import dev.classify.taxonomy.AnswerField;
import dev.classify.web.results.FieldNames;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one person says about an answer.
///
/// @param answer the values that the judge takes for right, by field; empty for a rejection
public record JudgementJson(
    String judge,
    Instant judgedAt,
    String action,
    Map<String, String> answer,
    @Nullable String note) {

  /// Judgements, in their order.
  static List<JudgementJson> of(List<Judgement> judgements) {
    return judgements.stream().map(JudgementJson::of).toList();
  }

  private static JudgementJson of(Judgement judgement) {
    Map<String, String> answer = new LinkedHashMap<>();
    Arrays.stream(AnswerField.values())
        .filter(judgement.values()::containsKey)
        .forEach(
            field -> answer.put(FieldNames.of(field), judgement.values().getOrDefault(field, "")));
    return new JudgementJson(
        judgement.judge(), judgement.judgedAt(), judgement.action(), answer, judgement.note());
  }
}
