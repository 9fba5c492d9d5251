package dev.classify.cli.evaluate;

import dev.classify.evaluate.Evaluation;
import dev.classify.store.ledger.Spending;
import java.util.Optional;

/// One run, evaluated against the labels.
///
/// @param name its name in reports
/// @param modelRequests the LLM requests it took; empty if it took none
public record EvaluatedRun(
    String name, Evaluation evaluation, Optional<ModelRequests> modelRequests) {

  /// The LLM requests of a run.
  ///
  /// @param rowsPerRequest the most rows of one request
  public record ModelRequests(int rowsPerRequest, Spending spending) {}
}
