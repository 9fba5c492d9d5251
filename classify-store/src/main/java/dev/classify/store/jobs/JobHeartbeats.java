package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/// Tells a job whose command works on it from one whose command died.
public final class JobHeartbeats {

  /// How often a command says that it works on its job.
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /// The state of a job as others should see it. A command that was not seen for a minute, or whose
  /// job began so long ago under an earlier build, has died; the database may be away for a while.
  static final String STATE =
      """
      case when state = 'running'
                and coalesce(seen_at, started_at) < clock_timestamp() - interval '1 minute'
           then 'detached' else state end as state\
      """;

  private final Statements statements;

  public JobHeartbeats(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Records that a command works on the job now.
  public void beat(Job job) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update jobs set seen_at = clock_timestamp()
                     where job_id = :id and generation = :generation and state = 'running'
                    """)
                .bindMethods(job)
                .execute());
  }

  /// When the command of the job was seen last, if it died; empty if it works, or said that it
  /// ended.
  public Optional<Instant> lastSeenOfDead(String jobId) throws SQLException {
    String select =
        """
        select coalesce(seen_at, started_at)
          from (select %s, state = 'running' as running, seen_at, started_at
                  from jobs where job_id = :jobId) as job
         where running and state = 'detached'
        """
            .formatted(STATE);
    return statements.run(
        handle -> handle.createQuery(select).bind("jobId", jobId).mapTo(Instant.class).findOne());
  }
}
