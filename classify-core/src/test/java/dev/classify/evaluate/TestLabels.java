package dev.classify.evaluate;

import dev.classify.taxonomy.AnswerField;
import java.util.Map;

/// Rows with a label and an answer for the unit type only.
final class TestLabels {

  private TestLabels() {}

  static Labels unit(String id, String token) {
    return new Labels(id, Map.of(new LabelField(AnswerField.UNIT_TYPE), token), "");
  }

  static Labels doubtful(String id, String token) {
    return new Labels(id, Map.of(new LabelField(AnswerField.UNIT_TYPE), token), "could be another");
  }

  static Prediction answer(String id, String token, double confidence) {
    return new Prediction(
        id,
        Map.of(new LabelField(AnswerField.UNIT_TYPE), token),
        Map.of(AnswerField.UNIT_TYPE, confidence),
        null);
  }
}
