package dev.classify.evaluate;

import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.Optional;

/// How well an attribute is found.
///
/// @param labelled indicators with a label for it
/// @param stated of them, those in which a text states it
/// @param right answers equal to the label, nothing where nothing is stated
/// @param wrong answers with a value that is not the label: false claims
/// @param missed stated, but not found
public record AttributeScore(
    SeriesAttribute attribute, int labelled, int stated, int right, int wrong, int missed) {

  /// Those with a label, in their order.
  static List<AttributeScore> of(List<LabelledPrediction> cases) {
    return SeriesAttribute.stated().stream()
        .map(attribute -> of(attribute, cases))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<AttributeScore> of(
      SeriesAttribute attribute, List<LabelledPrediction> cases) {
    int labelled = 0;
    int stated = 0;
    int right = 0;
    int wrong = 0;
    int missed = 0;
    for (LabelledPrediction one : cases) {
      String label = one.labels().attributes().get(attribute);
      if (label != null) {
        String answer = one.prediction().attributes().getOrDefault(attribute, Labels.NOT_STATED);
        labelled++;
        stated += label.equals(Labels.NOT_STATED) ? 0 : 1;
        if (answer.equals(label)) {
          right++;
        } else if (answer.equals(Labels.NOT_STATED)) {
          missed++;
        } else {
          wrong++;
        }
      }
    }
    return labelled == 0
        ? Optional.empty()
        : Optional.of(new AttributeScore(attribute, labelled, stated, right, wrong, missed));
  }
}
