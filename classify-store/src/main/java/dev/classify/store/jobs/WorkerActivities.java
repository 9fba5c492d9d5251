package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What each worker does, as the tables tell it.
public final class WorkerActivities {

  private final Statements statements;

  public WorkerActivities(DataSource database) {
    this.statements = new Statements(database);
  }

  /// One worker.
  ///
  /// @param batchesBegun batches that it has begun and not ended; those of a worker that died count
  ///     until another has ended them
  /// @param rowsLastMinute rows that it stored in the last minute
  /// @param lastStoredAt when it stored a batch last; null if not in the last day
  public record Activity(
      String worker, long batchesBegun, long rowsLastMinute, @Nullable Instant lastStoredAt) {}

  /// The workers that hold a batch or have stored one in the last day, by name.
  public List<Activity> all() throws SQLException {
    String select =
        """
        select worker, coalesce(batches_begun, 0) as batches_begun,
               coalesce(rows_last_minute, 0) as rows_last_minute, last_stored_at
          from (select worker, count(*) as batches_begun from batch_attempts group by worker) as begun
          full join (
            select worker, max(completed_at) as last_stored_at,
                   sum(classified + unchanged + rejected)
                     filter (where completed_at > clock_timestamp() - interval '1 minute')
                     as rows_last_minute
              from job_batches
             where completed_at > clock_timestamp() - interval '1 day'
             group by worker) as stored using (worker)
         order by worker
        """;
    return statements.run(handle -> handle.createQuery(select).mapTo(Activity.class).list());
  }
}
