package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Outcome;
import dev.classify.store.jobs.TrialJobs;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.List;

/// Outcomes as events of the log.
final class OutcomeEvents {

  private OutcomeEvents() {}

  /// A JSON array for the log; empty for a trial, whose made-up rows are removed again.
  static ArrayNode of(Provenance by, List<IndicatorOutcome> outcomes) {
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    if (TrialJobs.isTrial(by.jobId())) {
      return events;
    }
    for (IndicatorOutcome named : outcomes) {
      ObjectNode event = events.addObject();
      event.put("n", events.size());
      event.put("subject", named.outcome().indicatorId());
      ObjectNode payload = JsonNodeFactory.instance.objectNode();
      payload.put("worker", by.worker()).put("node", by.node());
      switch (named.outcome()) {
        case Outcome.Classified classified -> {
          event.put("kind", "answered");
          put(payload, named, classified);
        }
        case Outcome.Rejected rejected -> {
          event.put("kind", "rejected");
          payload.putNull("model").put("stage", rejected.stage());
        }
      }
      event.set("payload", payload);
    }
    return events;
  }

  private static void put(
      ObjectNode payload, IndicatorOutcome named, Outcome.Classified classified) {
    Indicator indicator = named.indicator();
    payload.put("model", classified.model());
    payload.put("by", by(classified));
    payload.put("source", indicator == null ? null : indicator.sourceName());
    payload.put("topic", indicator == null ? null : indicator.topic());
    payload.put("confidence", classified.answer().confidence());
    ObjectNode values = payload.putObject("values");
    for (AnswerField field : AnswerField.values()) {
      values.put(field.column(), field.text(classified.answer()));
    }
    if (classified.model() != null && named.rules() != null) {
      payload.set("rules", different(named.rules(), classified.answer()));
    }
  }

  private static String by(Outcome.Classified classified) {
    if (classified.model() != null) {
      return "model";
    }
    return classified.modelFailure() == null ? "rules" : "stand-in";
  }

  /// What the rules say where the answer says something else.
  private static ObjectNode different(Classification rules, Classification answer) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (AnswerField field : AnswerField.values()) {
      if (!field.token(rules).equals(field.token(answer))) {
        fields.put(field.column(), field.text(rules));
      }
    }
    return fields;
  }
}
