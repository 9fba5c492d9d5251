package dev.classify.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProjectorPlanTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /// 360,000 events an hour at 10 ms each: one projector is just enough, and two have headroom.
  @Test
  void planIsThatOfTheFormula() {
    ProjectorPlan plan = new ProjectorPlan(100, 10, 2, 0, TEN_MINUTES);
    assertThat(plan.required()).isEqualTo(1);
    assertThat(plan.recommended()).isEqualTo(2);
    assertThat(new ProjectorPlan(100, 10, 3, 0, TEN_MINUTES).recommended()).isEqualTo(3);
    assertThat(new ProjectorPlan(101, 10, 1, 0, TEN_MINUTES).required()).isEqualTo(2);
  }

  @Test
  void backlogAddsToWhatArrives() {
    ProjectorPlan plan = new ProjectorPlan(100, 10, 1, 1_000_000, TEN_MINUTES);
    assertThat(plan.required()).isEqualTo(18);
    assertThat(plan.text())
        .contains("100, and 1,666.67 of the backlog of 1,000,000 within 600 s")
        .contains("required            18");
  }

  @Test
  void idleLogNeedsAProjectorAndOneMoreForItsLoss() {
    ProjectorPlan plan = new ProjectorPlan(0, 0.2, 2, 0, TEN_MINUTES);
    assertThat(plan.required()).isEqualTo(1);
    assertThat(plan.recommended()).isEqualTo(2);
    assertThat(plan.json().path("capacity_per_second").asDouble()).isEqualTo(5_000);
  }
}
