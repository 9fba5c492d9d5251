package dev.classify.store.tasks;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of tasks, for those who ask for them. [TaskQueue] is for the runner.
public final class RunnerTasks {

  /// Tasks that wait. Two run at a time, so that more would wait for hours.
  public static final int QUEUED_MAX = 50;

  /// How long a task is shown after its end, and its idempotency key known.
  public static final Duration KEPT = Duration.ofDays(30);

  private final Statements statements;

  public RunnerTasks(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What is asked for.
  ///
  /// @param uploadId null if it needs no file
  /// @param jobId null for a job that is named when it begins
  public record Wish(
      RunnerTask.Kind kind,
      @Nullable String uploadId,
      @Nullable String jobId,
      TaskSettings settings,
      String askedBy) {}

  /// Lets a caller ask for the same thing once.
  ///
  /// @param key chosen by the caller
  /// @param requestHash of the request that comes with it
  public record Once(String key, String requestHash) {}

  /// What became of a wish.
  public sealed interface Asked {

    /// It waits for the runner, or the same request has asked for it before.
    record Accepted(RunnerTask task) implements Asked {}

    /// The key was sent with another request.
    record OtherRequest() implements Asked {}

    /// Too many wait already.
    record QueueFull() implements Asked {}

    /// Its file has been deleted.
    record UploadGone() implements Asked {}
  }

  /// Asks for something. Tasks that ended long ago are deleted.
  ///
  /// @param once null to ask for it each time
  public Asked ask(Wish wish, @Nullable Once once) throws SQLException {
    return statements.inTransaction(
        handle -> {
          // The same request, sent twice at a time, must not make two tasks.
          lock(handle);
          deleteOld(handle);
          if (once != null) {
            Optional<Asked> before = before(handle, wish.askedBy(), once);
            if (before.isPresent()) {
              return before.get();
            }
          }
          if (wish.uploadId() != null && !lockUpload(handle, wish.uploadId())) {
            return new Asked.UploadGone();
          }
          if (queued(handle) >= QUEUED_MAX) {
            return new Asked.QueueFull();
          }
          return new Asked.Accepted(insert(handle, wish, once));
        });
  }

  /// Lets one caller at a time ask for a task or make room for an upload.
  static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(hashtext('classify runner tasks'))");
  }

  private static Optional<Asked> before(Handle handle, String askedBy, Once once) {
    Optional<String> hash =
        handle
            .createQuery(
                "select request_hash from runner_tasks"
                    + " where asked_by = :askedBy and idempotency_key = :key")
            .bind("askedBy", askedBy)
            .bind("key", once.key())
            .mapTo(String.class)
            .findOne();
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        hash.get().equals(once.requestHash())
            ? new Asked.Accepted(
                one(handle, "asked_by = :a and idempotency_key = :b", askedBy, once.key())
                    .orElseThrow())
            : new Asked.OtherRequest());
  }

  /// Keeps the file from being deleted before its task is there.
  private static boolean lockUpload(Handle handle, String uploadId) {
    return handle
        .createQuery(
            "select true from uploads where upload_id = :uploadId and bytes is not null for share")
        .bind("uploadId", uploadId)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private static long queued(Handle handle) {
    return handle
        .createQuery("select count(*) from runner_tasks where state = 'queued'")
        .mapTo(Long.class)
        .one();
  }

  private static RunnerTask insert(Handle handle, Wish wish, @Nullable Once once) {
    return handle
        .createQuery(
            """
            insert into runner_tasks
              (task_id, kind, upload_id, job_id, settings, asked_by, idempotency_key,
               request_hash)
            values ('task-' || replace(gen_random_uuid()::text, '-', ''), :kind, :uploadId,
                    :jobId, :settings::jsonb, :askedBy, :key, :requestHash)
            returning
            """
                + RunnerTask.COLUMNS)
        .bind("kind", wish.kind().word())
        .bind("uploadId", wish.uploadId())
        .bind("jobId", wish.jobId())
        .bind("settings", wish.settings().json())
        .bind("askedBy", wish.askedBy())
        .bind("key", once == null ? null : once.key())
        .bind("requestHash", once == null ? null : once.requestHash())
        .mapTo(RunnerTask.Row.class)
        .one()
        .task();
  }

  private static void deleteOld(Handle handle) {
    handle
        .createUpdate(
            "delete from runner_tasks"
                + " where ended_at < clock_timestamp() - make_interval(secs => :seconds)")
        .bind("seconds", KEPT.toSeconds())
        .execute();
  }

  /// Withdraws an estimate, or a run whose job is not open yet. A runner that has taken the run
  /// ends it when it comes to open the job.
  ///
  /// @param problem why, for those who wait for it
  /// @return whether it was withdrawn
  public boolean cancel(String taskId, String problem) throws SQLException {
    return statements.inTransaction(
        handle ->
            withdraw(
                    handle,
                    """
                    task_id = :id
                    and (kind = 'estimate'
                         or kind = 'run' and (state = 'queued' or job_opened_at is null))
                    """,
                    taskId,
                    problem)
                == 1);
  }

  /// Withdraws the runs of a job, as part of a caller's transaction. Of those that a runner has
  /// taken, only the ones whose job is not open yet learn of it.
  public static void cancelRuns(Handle handle, String jobId) {
    withdraw(handle, "job_id = :id and kind = 'run'", jobId, "its job was cancelled");
  }

  /// A run that a runner has taken ends with that runner, so that no other run of the same file
  /// begins before.
  private static int withdraw(Handle handle, String condition, String id, String problem) {
    int marked =
        handle
            .createUpdate(
                """
                update runner_tasks set cancel_reason = :problem
                 where state in ('queued', 'running') and
                """
                    + condition)
            .bind("id", id)
            .bind("problem", problem)
            .execute();
    handle
        .createUpdate(
            """
            update runner_tasks
               set state = 'failed', ended_at = clock_timestamp(), problem = cancel_reason, fix = ''
             where (state = 'queued' or state = 'running' and kind = 'estimate')
               and cancel_reason is not null and
            """
                + condition)
        .bind("id", id)
        .execute();
    return marked;
  }

  public Optional<RunnerTask> find(String taskId) throws SQLException {
    return statements.run(handle -> one(handle, "task_id = :a", taskId, ""));
  }

  /// The latest run of a job.
  public Optional<RunnerTask> latestRun(String jobId) throws SQLException {
    return statements.run(
        handle ->
            one(handle, "job_id = :a and kind = 'run' order by asked_at desc limit 1", jobId, ""));
  }

  private static Optional<RunnerTask> one(
      Handle handle, String condition, String first, String second) {
    return handle
        .createQuery(
            "select %s from runner_tasks where %s".formatted(RunnerTask.COLUMNS, condition))
        .bind("a", first)
        .bind("b", Objects.requireNonNull(second))
        .mapTo(RunnerTask.Row.class)
        .findOne()
        .map(RunnerTask.Row::task);
  }
}
