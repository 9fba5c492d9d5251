package dev.classify.store.cluster;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Which workers work, and how the database is.
///
/// Times are compared with `now()`, because with `clock_timestamp()`, which changes during a query,
/// the database uses no index.
public final class ClusterFigures {

  private final Statements statements;

  public ClusterFigures(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A worker that stored a batch or sent a request in the last hour.
  ///
  /// @param requestsInFlight sent in the last hour and not answered yet, or lost
  /// @param lastSeenAt when it last did either
  public record Worker(
      String worker,
      long batchesLastHour,
      long rowsLastMinute,
      long requestsLastMinute,
      long requestsInFlight,
      Instant lastSeenAt) {}

  /// The database.
  ///
  /// @param version of PostgreSQL
  /// @param schema the last migration
  /// @param timescaledb its version; null where it is not used
  /// @param bytes of all tables and indexes
  /// @param connections of all programs
  public record DatabaseState(
      String version,
      String schema,
      @Nullable String timescaledb,
      long bytes,
      long connections,
      int connectionsMax) {}

  /// By name.
  public List<Worker> workers() throws SQLException {
    String select =
        """
        select worker, coalesce(batches_last_hour, 0) as batches_last_hour,
               coalesce(rows_last_minute, 0) as rows_last_minute,
               coalesce(requests_last_minute, 0) as requests_last_minute,
               coalesce(requests_in_flight, 0) as requests_in_flight,
               greatest(stored_at, last_sent_at) as last_seen_at
          from (select worker, count(*) as batches_last_hour, max(completed_at) as stored_at,
                       sum(classified + unchanged + rejected)
                         filter (where completed_at > now() - interval '1 minute')
                         as rows_last_minute
                  from job_batches where completed_at > now() - interval '1 hour'
                 group by worker) stored
               full join
               (select worker, max(sent_at) as last_sent_at,
                       count(*) filter (where sent_at > now() - interval '1 minute')
                         as requests_last_minute,
                       count(*) filter (where state = 'sent') as requests_in_flight
                  from llm_requests
                 where sent_at > now() - interval '1 hour' and provider_batch is null
                 group by worker) sent using (worker)
         order by worker
        """;
    return statements.run(handle -> handle.createQuery(select).mapTo(Worker.class).list());
  }

  public DatabaseState database() throws SQLException {
    String select =
        """
        select current_setting('server_version') as version,
               (select version from flyway_schema_history
                 where success and version is not null order by installed_rank desc limit 1)
                 as schema,
               (select extversion from pg_extension where extname = 'timescaledb') as timescaledb,
               pg_database_size(current_database()) as bytes,
               (select count(*) from pg_stat_activity where backend_type = 'client backend')
                 as connections,
               current_setting('max_connections')::int as connections_max
        """;
    return statements.run(handle -> handle.createQuery(select).mapTo(DatabaseState.class).one());
  }
}
