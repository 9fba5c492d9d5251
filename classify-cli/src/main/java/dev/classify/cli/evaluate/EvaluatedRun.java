package dev.classify.cli.evaluate;

import dev.classify.evaluate.Evaluation;
import dev.classify.store.Spending;
import java.util.Optional;

/// One run held against the labels.
///
/// @param name how it is called in what is printed
/// @param asked what was asked of a model for it; empty where nothing was
public record EvaluatedRun(String name, Evaluation evaluation, Optional<Asked> asked) {

  /// What was asked of a model.
  ///
  /// @param perRequest the most rows of a request
  public record Asked(int perRequest, Spending spending) {}
}
