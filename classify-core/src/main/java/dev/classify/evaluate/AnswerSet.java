package dev.classify.evaluate;

import java.util.Map;

/// The answers of one run.
///
/// @param name name of the run in reports
/// @param byId answers by the id of the indicator
public record AnswerSet(String name, Map<String, Prediction> byId) {

  public AnswerSet {
    byId = Map.copyOf(byId);
  }
}
