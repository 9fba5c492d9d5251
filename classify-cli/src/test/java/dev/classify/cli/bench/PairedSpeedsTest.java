package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedSpeedsTest {

  private final PairedSpeeds speeds = new PairedSpeeds();

  @Test
  void costIsTheMedianOfThePairs() {
    speeds.add(900, 1_000);
    speeds.add(1_960, 2_000);
    assertThat(speeds.cost()).isCloseTo(0.06, within(1e-9));

    speeds.add(3_030, 3_000);
    assertThat(speeds.cost()).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void pairsTakeTurns() {
    assertThat(PairedSpeeds.withFirst(1)).isNotEqualTo(PairedSpeeds.withFirst(2));
  }

  @Test
  void withoutAPairThereIsNoCost() {
    assertThatThrownBy(speeds::cost).isInstanceOf(IllegalStateException.class);
  }
}
