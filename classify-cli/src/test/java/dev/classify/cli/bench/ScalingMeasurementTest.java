package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingMeasurementTest {

  @Test
  void partWithTheLeastIsComparedWithAnEqualPart() {
    assertThat(ScalingMeasurement.evenness(List.of(100L, 100L, 100L), 3)).isEqualTo(1);
    assertThat(ScalingMeasurement.evenness(List.of(150L, 50L), 2)).isEqualTo(0.5);
    assertThat(ScalingMeasurement.evenness(List.of(150L, 150L), 3)).isEqualTo(0);
    assertThat(ScalingMeasurement.evenness(List.of(), 1)).isEqualTo(0);
  }

  @Test
  void slowModelLimitsByRequestsInFlight() {
    ScalingCase slow = new ScalingCase(1, 3, 1_000, 8, 4_800);

    assertThat(slow.rowsPerSecondMax()).isEqualTo(240);
    assertThat(slow.batchesInFlight()).isEqualTo(10);
    assertThat(new ScalingCase(1, 3, 0, 8, 6_000).rowsPerSecondMax()).isZero();
  }
}
