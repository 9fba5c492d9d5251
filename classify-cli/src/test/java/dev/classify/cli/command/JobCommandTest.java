package dev.classify.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.exit.CommandFailure;
import dev.classify.store.jobs.Job;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobCommandTest {

  @Test
  void resumeOfAJobThatNobodyWorksOnNamesItsInputAndTheCommand() {
    CommandFailure failure = JobCommand.notPaused("classify local", job(Job.State.STOPPED));
    assertThat(failure.problem()).isEqualTo("job-1 is not paused: it is stopped");
    assertThat(failure.fix())
        .contains("on the same input (/data/rows.csv)")
        .contains("`classify local run … --job job-1`");
  }

  @Test
  void resumeOfARunningJobShowsItsStatus() {
    assertThat(JobCommand.notPaused("classify", job(Job.State.RUNNING)).fix())
        .isEqualTo("see `classify status job-1`");
  }

  private static Job job(Job.State state) {
    return new Job(
        "job-1",
        "/data/rows.csv",
        "rules",
        "v1",
        1,
        false,
        0,
        state,
        1,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        null);
  }
}
