package dev.classify.web.tasks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.classify.store.tasks.RunnerTask;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A task as the API shows it.
///
/// @param kind `run`, `estimate` or `cancel`
/// @param state `queued`, `running`, `done` or `failed`
record TaskJson(
    String task,
    String kind,
    String state,
    @Nullable String upload,
    @Nullable String job,
    String askedBy,
    Instant askedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String problem,
    @Nullable String fix,
    @JsonRawValue @Nullable String estimate) {

  static TaskJson of(RunnerTask task) {
    return new TaskJson(
        task.taskId(),
        task.kind().name().toLowerCase(Locale.ROOT),
        task.state().name().toLowerCase(Locale.ROOT),
        task.uploadId(),
        task.jobId(),
        task.askedBy(),
        task.askedAt(),
        task.startedAt(),
        task.endedAt(),
        task.problem(),
        task.fix(),
        task.estimate());
  }
}
