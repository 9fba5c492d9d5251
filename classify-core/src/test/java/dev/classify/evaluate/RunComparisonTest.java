package dev.classify.evaluate;

import static dev.classify.evaluate.TestLabels.answer;
import static dev.classify.evaluate.TestLabels.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

  private static final List<Labels> LABELS =
      List.of(unit("a", "index"), unit("b", "index"), unit("c", "count"), unit("d", "count"));

  @Test
  void changesOfAFieldAreListedAsBetterWorseOrOtherwiseWrong() {
    FieldChange change =
        compare(
            run("a index", "b index", "c rate", "d rate"),
            run("a index", "b rate", "c count", "d ratio"));

    assertThat(change.better()).extracting(FieldChange.Pair::indicatorId).containsExactly("c");
    assertThat(change.worse()).extracting(FieldChange.Pair::indicatorId).containsExactly("b");
    assertThat(change.otherwiseWrong())
        .extracting(FieldChange.Pair::indicatorId)
        .containsExactly("d");
    assertThat(change.before()).isEqualTo(0.5);
    assertThat(change.after()).isEqualTo(0.5);
    assertThat(change.points()).isZero();
    assertThat(change.chance()).isEqualTo(1);
  }

  @Test
  void missingAnswerCountsAsWrong() {
    FieldChange change = compare(run("a index", "b index"), run("a index"));

    assertThat(change.rows()).hasSize(2);
    assertThat(change.points()).isEqualTo(-50);
    assertThat(change.worse().getFirst().after()).isEqualTo(RunComparison.NO_ANSWER);
  }

  @Test
  void fieldThatLosesMoreThanTheMarginIsWorse() {
    RunComparison comparison =
        RunComparison.of(LABELS, run("a index", "b index"), run("a index"), Bootstrap.USUAL)
            .orElseThrow();

    assertThat(comparison.worseBy(49)).hasSize(1);
    assertThat(comparison.worseBy(50)).isEmpty();
    assertThat(comparison.unanswered()).containsExactly("c", "d");
  }

  @Test
  void equalRunsHaveNoDifference() {
    FieldChange change = compare(run("a index", "c rate"), run("a index", "c rate"));

    assertThat(change.interval()).isEqualTo(new Interval(0, 0));
    assertThat(change.chance()).isEqualTo(1);
  }

  @Test
  void mcNemarUsesTheExactBinomialTest() {
    // 2 (C(9,0) + C(9,1)) / 2^9
    assertThat(FieldChange.mcNemar(1, 8)).isCloseTo(20 / 512.0, within(1e-12));
    assertThat(FieldChange.mcNemar(8, 1)).isCloseTo(20 / 512.0, within(1e-12));
    assertThat(FieldChange.mcNemar(0, 5)).isCloseTo(2 / 32.0, within(1e-12));
    assertThat(FieldChange.mcNemar(3, 3)).isEqualTo(1);
    assertThat(FieldChange.mcNemar(400, 700)).isBetween(0.0, 1e-15);
  }

  private static FieldChange compare(
      Map<String, Prediction> before, Map<String, Prediction> after) {
    return RunComparison.of(LABELS, before, after, Bootstrap.USUAL)
        .orElseThrow()
        .fields()
        .getFirst();
  }

  private static Map<String, Prediction> run(String... answers) {
    return Stream.of(answers)
        .map(one -> one.split(" ", -1))
        .map(words -> answer(words[0], words[1], 0.5))
        .collect(Collectors.toMap(Prediction::indicatorId, Function.identity()));
  }
}
