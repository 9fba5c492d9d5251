package dev.classify.cli.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.TaskSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskWorkTest {

  private static final Instant CLAIMED = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant OPENED = CLAIMED.plusSeconds(2);

  @Test
  void jobThatEndedBeforeItsTaskWasGivenBackIsNotRunAgain() {
    assertThat(TaskWork.endedBefore(givenBack(), job(Job.State.COMPLETE, null, OPENED))).isTrue();
    assertThat(TaskWork.endedBefore(givenBack(), job(Job.State.STOPPED, Jobs.CANCELLED, OPENED)))
        .isTrue();
  }

  @Test
  void jobThatHasRowsLeftOrEndedBeforeItsTaskIsRun() {
    assertThat(TaskWork.endedBefore(givenBack(), job(Job.State.DETACHED, null, OPENED))).isFalse();
    assertThat(TaskWork.endedBefore(givenBack(), job(Job.State.STOPPED, "no quota", OPENED)))
        .isFalse();
    Job earlier = job(Job.State.COMPLETE, null, CLAIMED.minusSeconds(60));
    assertThat(TaskWork.endedBefore(givenBack(), earlier)).isFalse();
  }

  /// Claimed again by another runner: the first attempt does not count.
  private static RunnerTask givenBack() {
    return new RunnerTask(
        "task",
        RunnerTask.Kind.RUN,
        "upload",
        "job",
        TaskSettings.NONE,
        RunnerTask.State.RUNNING,
        "anna",
        CLAIMED.minusSeconds(1),
        1,
        CLAIMED,
        null,
        null,
        null,
        null,
        null);
  }

  private static Job job(Job.State state, @Nullable String stopReason, Instant startedAt) {
    return new Job(
        "job",
        "rows.csv",
        "openai",
        "v1",
        1,
        true,
        0,
        state,
        1,
        0,
        startedAt,
        startedAt,
        null,
        stopReason,
        null,
        null);
  }
}
