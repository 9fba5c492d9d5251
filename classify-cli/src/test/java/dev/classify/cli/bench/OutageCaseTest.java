package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutageCaseTest {

  @Test
  void jobHasRowsForTheHealthyTimeAndASlowModelAnswersDuringTheOutageToo() {
    assertThat(of(OutageKind.REFUSE).rows()).isEqualTo(1_200 * 170 / 60 * 10);
    assertThat(of(OutageKind.SLOW).rows()).isEqualTo(1_200 * 350 / 60 * 10);
  }

  @Test
  void rowsThatASlowModelHasLeftMayTakeAsLongAsItsOutage() {
    assertThat(of(OutageKind.REFUSE).restTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(of(OutageKind.SLOW).restTimeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void simulatorHasTheLimitOfTheBudget() {
    assertThat(of(OutageKind.HANG).simulation().options()).contains("--rpm=1200");
  }

  @ParameterizedTest
  @EnumSource(OutageKind.class)
  void kindIsFoundByItsName(OutageKind kind) {
    assertThat(OutageKind.named(kind.key())).contains(kind);
    assertThat(OutageKind.named(kind.key() + "x")).isEmpty();
  }

  private static OutageCase of(OutageKind kind) {
    return new OutageCase(kind, 1_200, 1, 10, Duration.ofMinutes(3), 1, 0);
  }
}
