package dev.classify.cli.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.FieldDecision;
import dev.classify.store.review.Judgement;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.List;

/// The review queue as JSON.
public final class ReviewJson {

  private ReviewJson() {}

  /// An answer, why it is in doubt, and the indicator that was classified.
  public static ObjectNode of(ReviewItem item) {
    Classification answer = item.decided().answer();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("indicator_id", item.indicatorId())
        .put("name", item.name())
        .put("reason", item.reason())
        .put("opened_at", item.openedAt() == null ? null : item.openedAt().toString());
    ObjectNode fields = json.putObject("answer");
    ObjectNode decided = JsonNodeFactory.instance.objectNode();
    for (AnswerField field : AnswerField.values()) {
      fields.put(field.column(), field.token(answer).orElse(null));
      item.decided().fields().of(field).ifPresent(by -> put(decided.putObject(field.column()), by));
    }
    json.put("confidence", answer.confidence()).put("reasoning", answer.reasoning());
    json.set("decided_by", decided);
    json.put("provider", item.provider())
        .put("model", item.model())
        .put("job_id", item.jobId())
        .put("content_hash", item.contentHash())
        .put("reviewed_by", item.reviewedBy());
    json.set("indicator", item.indicator() == null ? null : IndicatorJson.write(item.indicator()));
    return json;
  }

  /// The decisions about an indicator, latest first.
  public static ArrayNode of(List<Reviews.PastDecision> history) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Reviews.PastDecision past : history) {
      json.addObject()
          .put("decided_at", past.decidedAt().toString())
          .put("reviewer", past.reviewer())
          .put("action", past.action())
          .put("reason", past.reason())
          .put("note", past.note());
    }
    return json;
  }

  /// What each reviewer says, the earliest first.
  public static ArrayNode ofJudgements(List<Judgement> judgements) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Judgement one : judgements) {
      ObjectNode answer =
          json.addObject()
              .put("judge", one.judge())
              .put("judged_at", one.judgedAt().toString())
              .put("action", one.action())
              .put("note", one.note())
              .putObject("answer");
      for (AnswerField field : AnswerField.values()) {
        String value = one.values().get(field);
        if (value != null) {
          answer.put(field.column(), value);
        }
      }
    }
    return json;
  }

  private static void put(ObjectNode json, FieldDecision decision) {
    json.put("by", decision.by().token())
        .put("kind", decision.kind().token())
        .put("confidence", decision.confidence());
  }
}
