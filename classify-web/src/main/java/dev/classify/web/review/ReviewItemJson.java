package dev.classify.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.FieldDecision;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import dev.classify.taxonomy.AnswerField;
import dev.classify.web.results.FieldNames;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer as a person sees it who checks it.
///
/// @param reason why it is in the queue; null if it is not in it, like the time
/// @param answer the values by field
/// @param decidedBy who decided each field, as far as that is known
/// @param indicator the input; null in lists, or if it is not known any more
public record ReviewItemJson(
    String indicatorId,
    String name,
    @Nullable String reason,
    @Nullable Instant openedAt,
    Map<String, @Nullable String> answer,
    double confidence,
    String reasoning,
    Map<String, DecidedBy> decidedBy,
    String provider,
    @Nullable String model,
    String job,
    @Nullable String reviewedBy,
    @Nullable JsonNode indicator) {

  /// Who decided a field.
  public record DecidedBy(String by, String kind, double confidence) {

    private static DecidedBy of(FieldDecision decision) {
      return new DecidedBy(decision.by().token(), decision.kind().token(), decision.confidence());
    }
  }

  /// What a person decided.
  public record Decision(
      Instant decidedAt,
      String reviewer,
      String action,
      @Nullable String reason,
      @Nullable String note) {

    /// The decisions, in their order.
    public static List<Decision> of(List<Reviews.PastDecision> history) {
      return history.stream()
          .map(
              past ->
                  new Decision(
                      past.decidedAt(), past.reviewer(), past.action(), past.reason(), past.note()))
          .toList();
    }
  }

  public static ReviewItemJson of(ReviewItem item) {
    Map<String, DecidedBy> decidedBy = new LinkedHashMap<>();
    for (AnswerField field : AnswerField.values()) {
      item.decided()
          .fields()
          .of(field)
          .ifPresent(by -> decidedBy.put(FieldNames.of(field), DecidedBy.of(by)));
    }
    return new ReviewItemJson(
        item.indicatorId(),
        item.name(),
        item.reason(),
        item.openedAt(),
        FieldNames.values(item.decided().answer()),
        item.decided().answer().confidence(),
        item.decided().answer().reasoning(),
        decidedBy,
        item.provider(),
        item.model(),
        item.jobId(),
        item.reviewedBy(),
        item.indicator() == null ? null : IndicatorJson.write(item.indicator()));
  }
}
