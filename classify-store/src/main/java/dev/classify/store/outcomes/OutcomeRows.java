package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.outcome.Outcome;
import java.util.List;

/// Outcomes as JSON records whose keys are the column names, for `json_to_recordset`.
final class OutcomeRows {

  private OutcomeRows() {}

  static ArrayNode of(Provenance by, List<IndicatorOutcome> outcomes) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(outcomes.size());
    for (IndicatorOutcome named : outcomes) {
      ObjectNode row = rows.addObject();
      row.put("indicator_id", named.outcome().indicatorId());
      row.put("name", named.name());
      row.set("extra", named.extra());
      switch (named.outcome()) {
        case Outcome.Classified classified -> put(row, classified);
        case Outcome.Rejected rejected -> put(row, rejected);
      }
      put(row, by);
    }
    return rows;
  }

  private static void put(ObjectNode row, Outcome.Classified classified) {
    row.put("outcome", "classified");
    row.put("content_hash", classified.contentHash());
    row.put("model", classified.model());
    row.put("reason", classified.modelFailure());
    AnswerColumns.put(row, classified.decided());
  }

  private static void put(ObjectNode row, Outcome.Rejected rejected) {
    row.put("outcome", "rejected");
    row.put("content_hash", rejected.contentHash());
    row.put("stage", rejected.stage());
    row.put("reason", rejected.reason());
  }

  private static void put(ObjectNode row, Provenance by) {
    row.put("provider", by.answers().provider());
    row.put("taxonomy_version", by.answers().taxonomy());
    row.put("rules_version", by.answers().rules());
    row.put("answer_version", by.answers().id());
    row.put("job_id", by.jobId());
    row.put("generation", by.generation());
    row.put("round", by.round());
    row.put("batch_key", by.batchKey());
    row.put("worker", by.worker());
  }
}
