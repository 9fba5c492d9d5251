package dev.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An evaluation of one run as it is kept: its labels, and what [EvaluationJson] wrote of it.
///
/// @param name its name in comparisons
/// @param labels as [LabelsJson] writes them
/// @param result as [EvaluationJson] writes it, with one run
public record StoredEvaluation(String name, JsonNode labels, JsonNode result) {

  /// Where its answers differ from its labels, in the order of the labels.
  public List<Evaluation.Mistake> mistakes() {
    return LabelledPrediction.of(LabelsJson.read(labels), answers()).stream()
        .flatMap(one -> one.mistakes().stream())
        .toList();
  }

  /// What changes from another evaluation to this one, in the indicators that both have labels for;
  /// the labels of this one count.
  ///
  /// @return empty if there is no such indicator with an answer
  public Optional<RunComparison> comparedWith(StoredEvaluation before, Bootstrap bootstrap) {
    Set<String> common = new TreeSet<>();
    LabelsJson.read(before.labels).forEach(one -> common.add(one.indicatorId()));
    return RunComparison.of(
        LabelsJson.read(labels).stream().filter(one -> common.contains(one.indicatorId())).toList(),
        before.answers(),
        answers(),
        bootstrap);
  }

  private Map<String, Prediction> answers() {
    Map<String, Prediction> answers = new HashMap<>();
    for (JsonNode answer : result.path("runs").path(0).path("answers")) {
      if (answer instanceof ObjectNode record) {
        PredictionJson.read(record).ifPresent(read -> answers.put(read.indicatorId(), read));
      }
    }
    return answers;
  }
}
