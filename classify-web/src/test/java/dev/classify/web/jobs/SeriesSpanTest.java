package dev.classify.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesSpanTest {

  private static final Instant START = Instant.parse("2026-11-28T20:00:07Z");

  @Test
  void stepGrowsWithTheTimeOfTheJob() {
    assertThat(span(Duration.ofMinutes(30)).step()).isEqualTo(Duration.ofSeconds(10));
    assertThat(span(Duration.ofHours(3)).step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(span(Duration.ofDays(40)).step()).isEqualTo(Duration.ofHours(6));
    assertThat(span(Duration.ofDays(40)).points()).isLessThan(240);
  }

  @Test
  void pointsBeginAtWholeStepsAndReachNow() {
    SeriesSpan span = span(Duration.ofMinutes(5));
    assertThat(span.from()).isEqualTo(Instant.parse("2026-11-28T20:00:00Z"));
    assertThat(span.from().plus(span.step().multipliedBy(span.points())))
        .isAfter(START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void numberOfPointsIsBounded() {
    Instant now = START.plus(Duration.ofDays(300));
    assertThat(SeriesSpan.of(job(), null, null, 10, now).points()).isEqualTo(SeriesSpan.POINTS_MAX);
    assertThat(SeriesSpan.of(job(), now, START, 10, now).points()).isEqualTo(1);
  }

  private static SeriesSpan span(Duration running) {
    return SeriesSpan.of(job(), null, null, 0, START.plus(running));
  }

  private static Job job() {
    return new Job(
        "job",
        "rows.csv",
        "rules",
        "v",
        1,
        false,
        0,
        Job.State.RUNNING,
        1,
        0,
        START,
        START,
        null,
        null,
        null,
        null);
  }
}
