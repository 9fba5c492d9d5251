package dev.classify.cli.evaluate;

import dev.classify.evaluate.Evaluation;
import dev.classify.store.ledger.Spending;
import java.util.Optional;

/// One run held against the labels.
///
/// @param name how it is called in what is printed
/// @param modelRequests what was asked of a model for it; empty where nothing was
public record EvaluatedRun(
    String name, Evaluation evaluation, Optional<ModelRequests> modelRequests) {

  /// What was asked of a model.
  ///
  /// @param rowsPerRequest the most rows of a request
  public record ModelRequests(int rowsPerRequest, Spending spending) {}
}
