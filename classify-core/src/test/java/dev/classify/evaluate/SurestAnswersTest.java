package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurestAnswersTest {

  private static final double EXACT = 1e-9;

  @Test
  void wrongAnswersAmongTheLeastSureDoNotCount() {
    List<StatedConfidence> answers = answers(0.9, 8, 8);
    answers.addAll(answers(0.5, 2, 0));

    SurestAnswers surest = SurestAnswers.of(answers).orElseThrow();

    assertThat(surest.right()).isCloseTo(1, within(EXACT));
    assertThat(surest.covered()).isCloseTo(0.8, within(EXACT));
  }

  @Test
  void answersOfEqualConfidenceCountInProportion() {
    List<StatedConfidence> answers = answers(0.9, 6, 6);
    answers.addAll(answers(0.7, 4, 2));

    SurestAnswers surest = SurestAnswers.of(answers).orElseThrow();

    assertThat(surest.right()).isCloseTo(7.0 / 8, within(EXACT));
    assertThat(surest.covered()).isCloseTo(0.6, within(EXACT));
  }

  @Test
  void confidenceThatIsTheSameForAllSortsNothing() {
    SurestAnswers surest = SurestAnswers.of(answers(0.9, 10, 9)).orElseThrow();

    assertThat(surest.right()).isCloseTo(0.9, within(EXACT));
    assertThat(surest.covered()).isZero();
  }

  @Test
  void noAnswersHaveNoSurest() {
    assertThat(SurestAnswers.of(List.of())).isEmpty();
  }

  private static List<StatedConfidence> answers(double confidence, int count, int right) {
    List<StatedConfidence> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(new StatedConfidence(confidence, i < right));
    }
    return answers;
  }
}
