package dev.classify.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceCalibration.Curve;
import dev.classify.outcome.ConfidenceCalibration.Step;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfidenceCalibrationTest {

  private static final ConfidenceCalibration CALIBRATION =
      new ConfidenceCalibration(
          1,
          List.of(
              new Curve(
                  "model",
                  ConfidenceKind.STATED,
                  200,
                  List.of(new Step(0.3, 0.5), new Step(0.8, 0.7), new Step(0.95, 0.9)))));

  @Test
  void answerIsAtMostALittleAboveItsWeakestField() {
    Map<AnswerField, Double> confidences = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      confidences.put(field, 0.9);
    }
    assertThat(confidence(ConfidenceCalibration.NONE, confidences)).isEqualTo(0.9);
    confidences.put(AnswerField.SCALE, 0.5);
    assertThat(confidence(ConfidenceCalibration.NONE, confidences)).isEqualTo(0.55);
    confidences.put(AnswerField.SCALE, 0.88);
    assertThat(confidence(ConfidenceCalibration.NONE, confidences)).isEqualTo(0.9);
  }

  @Test
  void confidenceBecomesTheShareThatWasRight() {
    assertThat(calibrated("model", 0.2)).isEqualTo(0.5);
    assertThat(calibrated("model", 0.79)).isEqualTo(0.5);
    assertThat(calibrated("model", 0.8)).isEqualTo(0.7);
    assertThat(calibrated("model", 1)).isEqualTo(0.9);
    assertThat(calibrated("another", 1)).isEqualTo(1);
  }

  private static double calibrated(String model, double stated) {
    Map<AnswerField, FieldDecision> fields = new EnumMap<>(AnswerField.class);
    fields.put(
        AnswerField.SCALE, new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, stated));
    DecidedAnswer assessed =
        CALIBRATION.assess(model, new DecidedAnswer(answer(), new FieldDecisions(fields)));
    FieldDecision decision = assessed.fields().of(AnswerField.SCALE).orElseThrow();
    assertThat(decision.uncalibrated()).isEqualTo(model.equals("model") ? stated : null);
    return decision.confidence();
  }

  private static double confidence(
      ConfidenceCalibration calibration, Map<AnswerField, Double> confidences) {
    FieldDecisions fields =
        FieldDecisions.each(
            field ->
                new FieldDecision(
                    DecidedBy.MODEL, ConfidenceKind.LOGPROB, confidences.getOrDefault(field, 0.0)));
    return calibration.assess("model", new DecidedAnswer(answer(), fields)).answer().confidence();
  }

  private static Classification answer() {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      tokens.put(
          field,
          field == AnswerField.CURRENCY ? AnswerField.NO_CURRENCY : field.tokens().getFirst());
    }
    return Classification.of(tokens, 0.99, "reasoning");
  }
}
