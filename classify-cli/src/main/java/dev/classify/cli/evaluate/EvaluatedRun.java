package dev.classify.cli.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.EvaluationJson;
import dev.classify.evaluate.TargetThreshold;
import dev.classify.store.ledger.Spending;
import java.util.Optional;

/// One run, evaluated against the labels.
///
/// @param name its name in reports
/// @param modelRequests the LLM requests it took; empty if it took none
/// @param target from which confidence the answers are as precise as wanted; empty if nobody asked
public record EvaluatedRun(
    String name,
    Evaluation evaluation,
    Optional<ModelRequests> modelRequests,
    Optional<TargetThreshold.Result> target) {

  /// The LLM requests of a run.
  ///
  /// @param rowsPerRequest the most rows of one request
  public record ModelRequests(int rowsPerRequest, Spending spending) {}

  /// The run as [EvaluationJson] writes it.
  public EvaluationJson.Run forJson() {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    modelRequests.ifPresent(asked -> put(more, asked));
    return new EvaluationJson.Run(name, more, evaluation, target);
  }

  private static void put(ObjectNode json, ModelRequests asked) {
    Spending spending = asked.spending();
    json.put("per_request", asked.rowsPerRequest());
    json.putObject("llm")
        .put("requests", spending.requests())
        .put("tokens_in", spending.tokensIn())
        .put("tokens_cached", spending.tokensCached())
        .put("tokens_cache_write", spending.tokensCacheWrite())
        .put("tokens_out", spending.tokensOut())
        .put("cost_usd", spending.costUsd())
        .put("requests_of_unknown_cost", spending.unpriced());
  }

  /// Whether the precision that was asked for is reached.
  public boolean onTarget() {
    return target.isEmpty() || target.get() instanceof TargetThreshold.Result.Reached;
  }
}
