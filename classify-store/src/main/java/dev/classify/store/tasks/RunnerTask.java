package dev.classify.store.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that the runner is asked to do.
///
/// @param uploadId null if it needs no file, or the file has been deleted
/// @param jobId of a run null until it has begun
/// @param attempts how often a runner has begun
/// @param problem why it failed; null otherwise
/// @param fix what helps; empty if the problem says it, null if it did not fail
/// @param estimate what an estimate found, as JSON
/// @param rowProblems problems of the first rows that a run could not use, as a JSON array
public record RunnerTask(
    String taskId,
    Kind kind,
    @Nullable String uploadId,
    @Nullable String jobId,
    TaskSettings settings,
    State state,
    String askedBy,
    Instant askedAt,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String problem,
    @Nullable String fix,
    @Nullable String estimate,
    @Nullable String rowProblems) {

  /// What is asked for.
  public enum Kind {
    /// Classify the rows of a file.
    RUN,
    /// Find out what that would take.
    ESTIMATE,
    /// End the batches of a cancelled job in Restate.
    CANCEL;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How far it is.
  public enum State {
    QUEUED,
    RUNNING,
    /// It ended. What became of the rows says the job.
    DONE,
    FAILED
  }

  static final String COLUMNS =
      """
      task_id, upper(kind) as kind, upload_id, job_id, settings::text as settings,
      upper(state) as state, asked_by, asked_at, attempts, started_at, ended_at, problem, fix,
      estimate::text as estimate, row_problems::text as row_problems
      """;

  /// A row of the table, with the settings as text.
  record Row(
      String taskId,
      Kind kind,
      @Nullable String uploadId,
      @Nullable String jobId,
      String settings,
      State state,
      String askedBy,
      Instant askedAt,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String problem,
      @Nullable String fix,
      @Nullable String estimate,
      @Nullable String rowProblems) {

    RunnerTask task() {
      return new RunnerTask(
          taskId,
          kind,
          uploadId,
          jobId,
          TaskSettings.read(settings),
          state,
          askedBy,
          askedAt,
          attempts,
          startedAt,
          endedAt,
          problem,
          fix,
          estimate,
          rowProblems);
    }
  }
}
