package dev.classify.cli.evaluate;

import dev.classify.evaluate.Evaluation;
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

  /// Whether the precision that was asked for is reached.
  public boolean onTarget() {
    return target.isEmpty() || target.get() instanceof TargetThreshold.Result.Reached;
  }
}
