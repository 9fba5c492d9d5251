package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.evaluate.TargetThreshold.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetThresholdTest {

  @Test
  void lowestThresholdWithEnoughCertaintyIsFound() {
    List<JudgedRow> rows = new ArrayList<>();
    add(rows, 100, 0.9, 10);
    add(rows, 40, 0.8, 10);
    add(rows, 30, 0.5, 4);

    assertThat(TargetThreshold.of(rows, 0.95))
        .isInstanceOfSatisfying(
            Result.Reached.class,
            reached -> {
              assertThat(reached.rows()).isEqualTo(170);
              assertThat(reached.at().confidence()).isEqualTo(0.8);
              assertThat(reached.at().answers()).isEqualTo(140);
              assertThat(reached.at().right()).isEqualTo(1);
              assertThat(reached.at().bound())
                  .isCloseTo(BinomialBound.lower(140, 140, 0.05), within(1e-12));
              assertThat(reached.at().allRight()).isEqualTo(140);
            });
  }

  @Test
  void rowCountsOnceHoweverManyFieldsItHas() {
    List<JudgedRow> rows = new ArrayList<>();
    add(rows, 100, 0.9, 9);

    assertThat(TargetThreshold.of(rows, 0.8))
        .isInstanceOfSatisfying(
            Result.Reached.class,
            reached -> {
              assertThat(reached.at().right()).isCloseTo(0.9, within(1e-12));
              assertThat(reached.at().bound())
                  .isCloseTo(BinomialBound.lower(90, 100, 0.05), within(1e-9));
              assertThat(reached.at().allRight()).isZero();
            });
  }

  @Test
  void targetThatOnlyTheSampleReachesIsMissed() {
    List<JudgedRow> rows = new ArrayList<>();
    add(rows, 98, 0.9, 10);
    add(rows, 2, 0.9, 0);

    assertThat(TargetThreshold.of(rows, 0.97))
        .isInstanceOfSatisfying(
            Result.Missed.class,
            missed -> {
              assertThat(missed.first().right()).isGreaterThan(0.97);
              assertThat(missed.first().bound()).isLessThan(0.97);
            });
  }

  @Test
  void tooFewRowsAreNoResult() {
    List<JudgedRow> rows = new ArrayList<>();
    add(rows, 58, 0.9, 10);

    assertThat(TargetThreshold.of(rows, 0.95)).isEqualTo(new Result.TooFewRows(0.95, 58, 59));
    add(rows, 1, 0.9, 10);
    assertThat(TargetThreshold.of(rows, 0.95)).isInstanceOf(Result.Reached.class);
  }

  /// All fields of a row are right or wrong together, which is the worst case, and the true
  /// precision is just below the target at every threshold.
  @Test
  void targetIsSeldomReachedByChanceHoweverManyThresholdsThereAre() {
    Random random = new Random(7);
    int trials = 1_000;
    int reached = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<JudgedRow> rows = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        rows.add(new JudgedRow(random.nextDouble(), random.nextDouble() < 0.899 ? 10 : 0, 10));
      }
      reached += TargetThreshold.of(rows, 0.9) instanceof Result.Reached ? 1 : 0;
    }
    assertThat((double) reached / trials).isPositive().isLessThan(0.06);
  }

  private static void add(List<JudgedRow> rows, int count, double confidence, int right) {
    for (int i = 0; i < count; i++) {
      rows.add(new JudgedRow(confidence, right, 10));
    }
  }
}
