package dev.classify.cli.evaluate;

import dev.classify.evaluate.Prediction;
import java.util.Map;

/// The answers of one run.
///
/// @param name how the run is called in what is printed
/// @param byId answers by the id of the indicator
public record AnswerSet(String name, Map<String, Prediction> byId) {

  public AnswerSet {
    byId = Map.copyOf(byId);
  }
}
