package dev.classify.cli.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.submit.RunSettings;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import dev.classify.store.tasks.TaskSettings.ModelOutage;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

  @Test
  void fileIsReadAsTheTaskSays() {
    InputOptions options =
        TaskWork.reading(
            with(
                Map.of("Scale", ""),
                new FileSettings("tab", "windows-1250", 2, "Data"),
                ModelOutage.WAIT));
    assertThat(options.text()).isEqualTo(new TextOptions('\t', Charset.forName("windows-1250"), 2));
    assertThat(options.sheet()).isEqualTo("Data");
    assertThat(options.assigned().ignores("Scale")).isTrue();
    assertThat(TaskWork.reading(TaskSettings.NONE)).isEqualTo(InputOptions.NONE);
  }

  @Test
  void failingModelIsTreatedAsTheTaskSays() {
    assertThat(outage(ModelOutage.WAIT).modelPatience()).isNull();
    assertThat(outage(ModelOutage.WAIT).rulesAfter()).isNull();
    assertThat(outage(new ModelOutage(false, "10m")).modelPatience())
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(outage(new ModelOutage(true, "90s")).rulesAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(outage(new ModelOutage(true, "90s")).modelPatience()).isNull();
    assertThat(outage(new ModelOutage(true, null)).rulesAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  private static RunSettings outage(ModelOutage outage) {
    return TaskWork.settings(givenBack(with(Map.of(), FileSettings.RECOGNISED, outage)));
  }

  private static TaskSettings with(
      Map<String, String> columns, FileSettings text, ModelOutage outage) {
    return new TaskSettings(
        columns, text, null, null, null, null, null, null, false, false, outage);
  }

  private static RunnerTask givenBack() {
    return givenBack(TaskSettings.NONE);
  }

  /// Claimed again by another runner: the first attempt does not count.
  private static RunnerTask givenBack(TaskSettings settings) {
    return new RunnerTask(
        "task",
        RunnerTask.Kind.RUN,
        "upload",
        "job",
        settings,
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
