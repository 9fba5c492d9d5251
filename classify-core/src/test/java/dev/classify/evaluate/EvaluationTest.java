package dev.classify.evaluate;

import static dev.classify.evaluate.TestLabels.answer;
import static dev.classify.evaluate.TestLabels.doubtful;
import static dev.classify.evaluate.TestLabels.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final List<Labels> LABELS =
      List.of(
          unit("a", "index"),
          unit("b", "index"),
          unit("c", "count"),
          doubtful("d", "count"),
          unit("e", "rate"));

  private static final Evaluation EVALUATION =
      evaluation(
          answer("a", "index", 0.9),
          answer("b", "index", 0.8),
          answer("c", "index", 0.8),
          answer("d", "rate", 0.4));

  @Test
  void unansweredIndicatorIsListedButNotScored() {
    assertThat(EVALUATION.unanswered()).containsExactly("e");
    assertThat(EVALUATION.all().indicators()).isEqualTo(4);
  }

  @Test
  void scoresAreGivenWithAndWithoutDoubtfulLabels() {
    assertThat(EVALUATION.all().allRight().value()).isEqualTo(0.5);
    Scores certain = EVALUATION.certain().orElseThrow();
    assertThat(certain.indicators()).isEqualTo(3);
    assertThat(certain.allRight().value()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void coverageCountsAnswersAtOrAboveTheThreshold() {
    Coverage coverage = EVALUATION.all().fields().getFirst().coverage().orElseThrow();
    assertThat(coverage).isEqualTo(new Coverage(0.8, 3, 2, 4));
    assertThat(coverage.share()).isEqualTo(0.75);
    assertThat(coverage.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void calibrationIsMeasuredOverAllStatedConfidences() {
    CalibrationScore calibration = EVALUATION.all().calibration().orElseThrow();
    assertThat(calibration.judgements()).isEqualTo(4);
    assertThat(calibration.brier().score())
        .isCloseTo((0.01 + 0.04 + 0.64 + 0.16) / 4, within(1e-12));
    assertThat(calibration.brier().constant()).isEqualTo(0.25);
    assertThat(calibration.errorBound()).isGreaterThanOrEqualTo(calibration.error());
  }

  @Test
  void answersWithoutConfidenceAreScoredWithoutCalibration() {
    Prediction withoutConfidence =
        new Prediction("a", Map.of(new LabelField(AnswerField.UNIT_TYPE), "index"), Map.of(), null);
    Scores scores = evaluation(withoutConfidence).all();
    assertThat(scores.calibration()).isEmpty();
    assertThat(scores.curve()).isEmpty();
    assertThat(scores.fields().getFirst().coverage()).isEmpty();
  }

  @Test
  void fieldWithoutConfidenceUsesThatOfTheWholeAnswer() {
    Prediction whole =
        new Prediction(
            "a",
            Map.of(
                new LabelField(AnswerField.UNIT_TYPE),
                "index",
                new LabelField(AnswerField.SCALE),
                "index"),
            Map.of(AnswerField.SCALE, 0.3),
            0.7);
    assertThat(whole.confidence(new LabelField(AnswerField.UNIT_TYPE))).contains(0.7);
    assertThat(whole.confidence(new LabelField(AnswerField.SCALE))).contains(0.3);
    assertThat(whole.confidence(new LabelField(AnswerFlag.IS_CUMULATIVE))).isEmpty();
  }

  @Test
  void everyMistakeIsListed() {
    assertThat(EVALUATION.mistakes())
        .extracting(Evaluation.Mistake::indicatorId, Evaluation.Mistake::answer)
        .containsExactly(tuple("c", "index"), tuple("d", "rate"));
  }

  @Test
  void noAnswersGiveNoEvaluation() {
    assertThat(Evaluation.of(LABELS, Map.of(), 0.8, Bootstrap.USUAL)).isEmpty();
  }

  @Test
  void sameSeedGivesTheSameIntervals() {
    assertThat(EVALUATION.all())
        .isEqualTo(
            evaluation(
                    answer("a", "index", 0.9),
                    answer("b", "index", 0.8),
                    answer("c", "index", 0.8),
                    answer("d", "rate", 0.4))
                .all());
  }

  private static Evaluation evaluation(Prediction... answers) {
    Map<String, Prediction> byId =
        Stream.of(answers).collect(Collectors.toMap(Prediction::indicatorId, Function.identity()));
    return Evaluation.of(LABELS, byId, 0.8, Bootstrap.USUAL).orElseThrow();
  }
}
