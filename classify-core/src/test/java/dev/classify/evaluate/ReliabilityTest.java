package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  /// 80 of 100 right where 0.8 is said, 20 of 100 where 0.2 is.
  private static final List<Judgement> CALIBRATED = calibrated();

  @Test
  void whatComesTrueAsOftenAsStatedHasNoError() {
    Reliability table = Reliability.of(CALIBRATED, 2);

    assertThat(table.bins())
        .containsExactly(
            new Reliability.Bin(100, 0.2, 0.2, 0.2, 0.2),
            new Reliability.Bin(100, 0.8, 0.8, 0.8, 0.8));
    assertThat(table.error()).isZero();
  }

  @Test
  void errorIsTheMeanDistanceOfStatedAndRight() {
    List<Judgement> boastful =
        CALIBRATED.stream().map(one -> new Judgement(1, one.right())).toList();

    assertThat(Reliability.of(boastful, 1).error()).isEqualTo(0.5);
  }

  @Test
  void binsAreOfEqualCountAsFarAsTheNumberGoes() {
    assertThat(Reliability.of(CALIBRATED.subList(0, 7), 5).bins())
        .extracting(Reliability.Bin::count)
        .containsExactly(1, 1, 2, 1, 2);
    assertThat(Reliability.of(CALIBRATED.subList(0, 2), 5).bins()).hasSize(2);
  }

  @Test
  void sayingMoreThanTheShareBeatsTheConstant() {
    Brier brier = Brier.of(CALIBRATED);

    assertThat(brier.constant()).isEqualTo(0.25);
    assertThat(brier.score()).isCloseTo(0.16, within(1e-9));
  }

  @Test
  void boundIsTheSameForTheSameSeedAndAboveTheMeasure() {
    List<List<Judgement>> rows = CALIBRATED.stream().map(List::of).toList();
    Bootstrap bootstrap = new Bootstrap(200, 1);

    double bound = bootstrap.bound(rows, all -> Reliability.of(all, 2).error(), 0.95);

    assertThat(bound).isBetween(0.0, 0.2);
    assertThat(bootstrap.bound(rows, all -> Reliability.of(all, 2).error(), 0.95)).isEqualTo(bound);
  }

  private static List<Judgement> calibrated() {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      judgements.add(new Judgement(0.8, i % 5 != 0));
      judgements.add(new Judgement(0.2, i % 5 == 0));
    }
    return judgements;
  }
}
