package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The labels and the answer of one indicator.
public record LabelledPrediction(Labels labels, Prediction prediction) {

  public LabelledPrediction {
    if (!labels.indicatorId().equals(prediction.indicatorId())) {
      throw new IllegalArgumentException(
          "labels and prediction belong to different indicators: "
              + labels.indicatorId()
              + ", "
              + prediction.indicatorId());
    }
  }

  /// The labels that have an answer, in their order, with it.
  static List<LabelledPrediction> of(List<Labels> labels, Map<String, Prediction> answers) {
    List<LabelledPrediction> cases = new ArrayList<>();
    for (Labels one : labels) {
      Prediction answer = answers.get(one.indicatorId());
      if (answer != null) {
        cases.add(new LabelledPrediction(one, answer));
      }
    }
    return cases;
  }

  /// Every labelled field whose answer is wrong.
  List<Evaluation.Mistake> mistakes() {
    return labels.tokens().keySet().stream()
        .filter(field -> judges(field) && !right(field))
        .map(
            field ->
                new Evaluation.Mistake(
                    labels.indicatorId(),
                    field,
                    label(field),
                    answer(field),
                    prediction.confidence(field),
                    labels.doubtful()))
        .toList();
  }

  /// Whether the field has a label and an answer.
  boolean judges(LabelField field) {
    return labels.tokens().containsKey(field) && prediction.tokens().containsKey(field);
  }

  String label(LabelField field) {
    return labels.tokens().getOrDefault(field, "");
  }

  String answer(LabelField field) {
    return prediction.tokens().getOrDefault(field, "");
  }

  boolean right(LabelField field) {
    return judges(field) && label(field).equals(answer(field));
  }

  /// Whether every labelled field is right.
  boolean allRight() {
    return labels.tokens().keySet().stream().allMatch(this::right);
  }

  /// The stated confidence of each field, and whether the field is right.
  List<StatedConfidence> judgements() {
    return labels.tokens().keySet().stream()
        .filter(this::judges)
        .map(this::judgement)
        .flatMap(Optional::stream)
        .toList();
  }

  Optional<StatedConfidence> judgement(LabelField field) {
    return prediction.confidence(field).map(stated -> new StatedConfidence(stated, right(field)));
  }

  /// The whole answer as one case, where a labelled field without an answer is wrong; empty if the
  /// answer states no confidence.
  Optional<JudgedRow> judgedRow() {
    Double confidence = prediction.confidence();
    int right = (int) labels.tokens().keySet().stream().filter(this::right).count();
    return confidence == null
        ? Optional.empty()
        : Optional.of(new JudgedRow(confidence, right, labels.tokens().size()));
  }
}
