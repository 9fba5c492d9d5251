package dev.classify.store.attempts;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// The attempts in the table `batch_attempts`. A crash of the database may lose entries: they are
/// written without waiting for the disk.
public final class DatabaseAttempts implements BatchAttempts {

  /// How long the entries of a batch that nobody repeats are kept.
  private static final int DAYS_KEPT = 7;

  private final Statements statements;
  private final String worker;
  private final String process;

  /// @param process names this run of the worker's program
  public DatabaseAttempts(DataSource database, String worker, String process) {
    this.statements = new Statements(database);
    this.worker = worker;
    this.process = process;
  }

  @Override
  public List<UnendedAttempt> begin(String batchKey) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    with begun as (
                      insert into batch_attempts (batch_key, process, worker)
                      select :batchKey, :process, :worker
                       where set_config('synchronous_commit', 'off', true) is not null
                      on conflict (batch_key, process) do update
                        set position = 0, begun_at = now()
                    )
                    select worker, position, begun_at from batch_attempts
                     where batch_key = :batchKey and process <> :process
                     order by begun_at
                    """)
                .bind("batchKey", batchKey)
                .bind("process", process)
                .bind("worker", worker)
                .mapTo(UnendedAttempt.class)
                .list());
  }

  @Override
  public void reading(String batchKey, int position) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update batch_attempts set position = :position
                     where batch_key = :batchKey and process = :process
                    """)
                .bind("position", position)
                .bind("batchKey", batchKey)
                .bind("process", process)
                .execute());
  }

  @Override
  public void ended(String batchKey) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from batch_attempts
                     where batch_key = :batchKey and process = :process
                       and set_config('synchronous_commit', 'off', true) is not null
                    """)
                .bind("batchKey", batchKey)
                .bind("process", process)
                .execute());
  }

  @Override
  public void done(String batchKey) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from batch_attempts
                     where batch_key = :batchKey
                       and set_config('synchronous_commit', 'off', true) is not null
                    """)
                .bind("batchKey", batchKey)
                .execute());
  }

  @Override
  public void stopping() throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from batch_attempts
                     where process = :process or begun_at < now() - make_interval(days => :days)
                    """)
                .bind("process", process)
                .bind("days", DAYS_KEPT)
                .execute());
  }
}
