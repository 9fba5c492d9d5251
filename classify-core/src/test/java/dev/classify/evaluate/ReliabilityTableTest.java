package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTableTest {

  /// 80 of 100 right at confidence 0.8, 20 of 100 right at confidence 0.2.
  private static final List<StatedConfidence> CALIBRATED = calibrated();

  @Test
  void confidencesEqualToTheShareOfRightAnswersHaveNoError() {
    ReliabilityTable table = ReliabilityTable.of(CALIBRATED, 2);

    assertThat(table.bins())
        .containsExactly(
            new ReliabilityTable.Bin(100, 0.2, 0.2, 0.2, 0.2),
            new ReliabilityTable.Bin(100, 0.8, 0.8, 0.8, 0.8));
    assertThat(table.error()).isZero();
  }

  @Test
  void errorIsTheMeanDifferenceBetweenConfidenceAndShareRight() {
    List<StatedConfidence> overconfident =
        CALIBRATED.stream().map(one -> new StatedConfidence(1, one.right())).toList();

    assertThat(ReliabilityTable.of(overconfident, 1).error()).isEqualTo(0.5);
  }

  @Test
  void binsAreAsEqualInCountAsPossible() {
    assertThat(ReliabilityTable.of(CALIBRATED.subList(0, 7), 5).bins())
        .extracting(ReliabilityTable.Bin::count)
        .containsExactly(1, 1, 2, 1, 2);
    assertThat(ReliabilityTable.of(CALIBRATED.subList(0, 2), 5).bins()).hasSize(2);
  }

  @Test
  void confidencesThatTellCasesApartBeatTheConstant() {
    BrierScore brier = BrierScore.of(CALIBRATED);

    assertThat(brier.constant()).isEqualTo(0.25);
    assertThat(brier.score()).isCloseTo(0.16, within(1e-9));
  }

  @Test
  void errorBoundIsTheSameForTheSameSeed() {
    List<List<StatedConfidence>> rows = CALIBRATED.stream().map(List::of).toList();
    Bootstrap bootstrap = new Bootstrap(200, 1);

    double bound = bootstrap.bound(rows, all -> ReliabilityTable.of(all, 2).error(), 0.95);

    assertThat(bound).isBetween(0.0, 0.2);
    assertThat(bootstrap.bound(rows, all -> ReliabilityTable.of(all, 2).error(), 0.95))
        .isEqualTo(bound);
  }

  private static List<StatedConfidence> calibrated() {
    List<StatedConfidence> judgements = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      judgements.add(new StatedConfidence(0.8, i % 5 != 0));
      judgements.add(new StatedConfidence(0.2, i % 5 == 0));
    }
    return judgements;
  }
}
