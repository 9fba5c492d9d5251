package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.outcome.ConfidenceCalibration.Curve;
import dev.classify.outcome.ConfidenceCalibration.Step;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationLearningTest {

  private static final Set<AnswerField> ALL = EnumSet.allOf(AnswerField.class);

  @Test
  void modelThatIsTooSureOfItselfIsCorrected() {
    List<JudgedAnswer> judged = new ArrayList<>();
    add(judged, 100, 0.9, ALL);
    add(judged, 100, 0.6, Set.of());

    Curve curve = CalibrationLearning.curves(judged).getFirst();

    assertThat(curve.model()).isEqualTo("model");
    assertThat(curve.kind()).isEqualTo(ConfidenceKind.STATED);
    assertThat(curve.rows()).isEqualTo(200);
    // 5 rows of the mean, 0.5, and one more wrong row: 2.5 of 106 and 102.5 of 106.
    assertThat(curve.steps()).extracting(Step::from).containsExactly(0.6, 0.9);
    assertThat(curve.steps().getFirst().right()).isCloseTo(2.5 / 106, within(1e-12));
    assertThat(curve.steps().getLast().right()).isCloseTo(102.5 / 106, within(1e-12));
  }

  @Test
  void fewerThanTwoHundredRowsTeachNothing() {
    List<JudgedAnswer> judged = new ArrayList<>();
    add(judged, 199, 0.9, ALL);
    assertThat(CalibrationLearning.curves(judged)).isEmpty();
    add(judged, 1, 0.9, ALL);
    assertThat(CalibrationLearning.curves(judged)).hasSize(1);
  }

  @Test
  void calibratedAnswersTeachByTheirFirstConfidence() {
    List<JudgedAnswer> judged = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      judged.add(
          new JudgedAnswer(
              "model",
              FieldDecisions.each(
                  _ -> new FieldDecision(DecidedBy.MODEL, ConfidenceKind.LOGPROB, 0.5, 0.99)),
              ALL));
    }
    assertThat(CalibrationLearning.curves(judged).getFirst().steps())
        .extracting(Step::from)
        .containsExactly(0.99);
  }

  @Test
  void repairedFieldsAndOtherDecidersTeachNothing() {
    List<JudgedAnswer> judged = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      judged.add(
          new JudgedAnswer(
              "model",
              FieldDecisions.each(
                  field ->
                      field == AnswerField.SCALE
                          ? new FieldDecision(DecidedBy.REPAIR, ConfidenceKind.STATED, 0.6)
                          : new FieldDecision(DecidedBy.RULES, ConfidenceKind.RULE, 0.6)),
              ALL));
    }
    assertThat(CalibrationLearning.curves(judged)).isEmpty();
  }

  @Test
  void adjacentViolatorsArePooled() {
    List<IsotonicFit.Point> points = new ArrayList<>();
    share(points, 0.1, 1, 4);
    share(points, 0.2, 3, 4);
    share(points, 0.3, 2, 4);
    share(points, 0.4, 4, 4);

    assertThat(new IsotonicFit(1, 0, 0).of(points))
        .containsExactly(
            new IsotonicFit.Step(0.1, 0.25, 4),
            new IsotonicFit.Step(0.2, 0.625, 8),
            new IsotonicFit.Step(0.4, 1, 4));
    assertThat(new IsotonicFit(10, 0, 0).of(points))
        .containsExactly(new IsotonicFit.Step(0.1, 0.625, 16));
  }

  private static void share(List<IsotonicFit.Point> points, double score, int right, int of) {
    for (int i = 0; i < of; i++) {
      points.add(new IsotonicFit.Point(score, i < right));
    }
  }

  private static void add(
      List<JudgedAnswer> judged, int count, double confidence, Set<AnswerField> right) {
    for (int i = 0; i < count; i++) {
      judged.add(
          new JudgedAnswer(
              "model",
              FieldDecisions.each(
                  _ -> new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, confidence)),
              right));
    }
  }
}
