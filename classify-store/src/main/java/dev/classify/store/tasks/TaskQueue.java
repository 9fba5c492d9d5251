package dev.classify.store.tasks;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Hands tasks to runners. A runner gives a sign of life for its tasks; without one, another runner
/// takes them over.
public final class TaskQueue {

  /// After the last sign of life.
  public static final Duration LEASE = Duration.ofSeconds(30);

  private final Statements statements;
  private final String owner;

  /// @param owner the runner, unique for each process
  public TaskQueue(DataSource database, String owner) {
    this.statements = new Statements(database);
    this.owner = owner;
  }

  /// Takes the oldest task that waits, or whose runner is gone. Two runs of one file do not
  /// overlap.
  ///
  /// @param runs whether it may be a run, which takes long
  public Optional<RunnerTask> claim(boolean runs) throws SQLException {
    return statements.inTransaction(
        handle -> {
          // Two runners that look at the same time would each take a run of the same file.
          handle.execute("select pg_advisory_xact_lock(hashtext('classify runner claims'))");
          return handle
              .createQuery(
                  """
                  update runner_tasks
                     set state = 'running', owner = :owner, attempts = attempts + 1,
                         started_at = coalesce(started_at, clock_timestamp()),
                         lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
                   where task_id = (
                     select task_id from runner_tasks t
                      where state in ('queued', 'running')
                        and (state = 'queued' or lease_until < clock_timestamp())
                        and (kind <> 'run'
                             or (:runs and not exists (
                                   select from runner_tasks o
                                    where o.upload_id = t.upload_id and o.kind = 'run'
                                      and o.state = 'running' and o.task_id <> t.task_id
                                      and o.lease_until >= clock_timestamp())))
                      order by asked_at, task_id limit 1 for update skip locked)
                  returning
                  """
                      + RunnerTask.COLUMNS)
              .bind("owner", owner)
              .bind("runs", runs)
              .bind("leaseSeconds", LEASE.toSeconds())
              .mapTo(RunnerTask.Row.class)
              .findOne()
              .map(RunnerTask.Row::task);
        });
  }

  /// Gives a sign of life for tasks of this runner.
  ///
  /// @return those that are still its own
  public Set<String> extend(Collection<String> taskIds) throws SQLException {
    return Set.copyOf(
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        update runner_tasks
                           set lease_until =
                                 clock_timestamp() + make_interval(secs => :leaseSeconds)
                         where owner = :owner and state = 'running' and task_id = any(:taskIds)
                        returning task_id
                        """)
                    .bind("owner", owner)
                    .bind("leaseSeconds", LEASE.toSeconds())
                    .bindArray("taskIds", String.class, List.copyOf(taskIds))
                    .mapTo(String.class)
                    .list()));
  }

  /// Notes which job a run begins, in the transaction that opens the job. Whoever continues the run
  /// continues this job.
  ///
  /// @return false if it must not begin: it has been cancelled, or another runner has taken it over
  public boolean begin(Handle handle, String taskId, String jobId) {
    return 1
        == handle
            .createUpdate(
                """
                update runner_tasks
                   set job_id = coalesce(job_id, :jobId), job_opened_at = clock_timestamp()
                 where task_id = :taskId and owner = :owner and state = 'running'
                   and cancel_reason is null
                """)
            .bind("taskId", taskId)
            .bind("owner", owner)
            .bind("jobId", jobId)
            .execute();
  }

  /// Ends a run that was cancelled before its job was opened.
  public void endCancelled(String taskId) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update runner_tasks
                       set state = 'failed', ended_at = clock_timestamp(),
                           problem = cancel_reason, fix = ''
                     where task_id = :taskId and owner = :owner and state = 'running'
                       and cancel_reason is not null
                    """)
                .bind("taskId", taskId)
                .bind("owner", owner)
                .execute());
  }

  /// Notes the problems of rows.
  ///
  /// @param json an array
  public void noteRowProblems(String taskId, String json) throws SQLException {
    update(taskId, "row_problems = :value::jsonb", json);
  }

  /// Ends a task that did what it should.
  ///
  /// @param estimate what an estimate found, as JSON; null for other tasks
  public void done(String taskId, @Nullable String estimate) throws SQLException {
    update(
        taskId, "state = 'done', ended_at = clock_timestamp(), estimate = :value::jsonb", estimate);
  }

  /// Ends a task that cannot do what it should.
  ///
  /// @param fix empty if the problem says it
  public void failed(String taskId, String problem, String fix) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update runner_tasks
                       set state = 'failed', ended_at = clock_timestamp(), problem = :problem,
                           fix = :fix
                     where task_id = :taskId and owner = :owner and state = 'running'
                    """)
                .bind("taskId", taskId)
                .bind("owner", owner)
                .bind("problem", problem)
                .bind("fix", fix)
                .execute());
  }

  /// Gives tasks back, because this runner stops in good order.
  public void release() throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update runner_tasks
                       set state = 'queued', attempts = attempts - 1, lease_until = null,
                           owner = null
                     where owner = :owner and state = 'running'
                    """)
                .bind("owner", owner)
                .execute());
  }

  /// Whether any task has not ended, whoever works on it.
  public boolean anyOpen() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    "select exists (select from runner_tasks where state in ('queued', 'running'))")
                .mapTo(Boolean.class)
                .one());
  }

  private void update(String taskId, String assignments, @Nullable String value)
      throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update runner_tasks set %s
                     where task_id = :taskId and owner = :owner and state = 'running'
                    """
                        .formatted(assignments))
                .bind("taskId", taskId)
                .bind("owner", owner)
                .bind("value", value)
                .execute());
  }
}
