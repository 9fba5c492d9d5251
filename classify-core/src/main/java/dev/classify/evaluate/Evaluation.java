package dev.classify.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers compared with labels.
///
/// Labelled indicators without an answer are listed but do not affect any score.
///
/// @param all scores with the doubtful labels
/// @param certain scores without the doubtful labels; empty if every label is doubtful
/// @param cases the indicators with labels and an answer, in the order of the labels
/// @param unanswered ids of the labelled indicators without an answer
/// @param threshold the confidence at which the coverage of each field was counted
public record Evaluation(
    Scores all,
    Optional<Scores> certain,
    List<LabelledPrediction> cases,
    List<String> unanswered,
    double threshold) {

  public Evaluation {
    cases = List.copyOf(cases);
    unanswered = List.copyOf(unanswered);
  }

  /// Empty if no labelled indicator has an answer.
  public static Optional<Evaluation> of(
      List<Labels> labels, Map<String, Prediction> answers, double threshold, Bootstrap bootstrap) {
    List<LabelledPrediction> cases = LabelledPrediction.of(labels, answers);
    List<String> unanswered =
        labels.stream().map(Labels::indicatorId).filter(id -> !answers.containsKey(id)).toList();
    List<LabelledPrediction> certain =
        cases.stream().filter(one -> !one.labels().doubtful()).toList();
    return Scores.of(cases, threshold, bootstrap)
        .map(
            all ->
                new Evaluation(
                    all, Scores.of(certain, threshold, bootstrap), cases, unanswered, threshold));
  }

  /// The answers that state a confidence, as one case each.
  public List<JudgedRow> judgedRows() {
    return cases.stream().map(LabelledPrediction::judgedRow).flatMap(Optional::stream).toList();
  }

  /// A field whose answer differs from its label.
  ///
  /// @param confidence empty if the answer states none
  public record Mistake(
      String indicatorId,
      LabelField field,
      String label,
      String answer,
      Optional<Double> confidence,
      boolean doubtful) {}

  /// Every wrong answer, in the order of the labels.
  public List<Mistake> mistakes() {
    return cases.stream().flatMap(one -> one.mistakes().stream()).toList();
  }
}
