package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Counts the jobs by what they do.
public final class JobCounts {

  /// The states, in the order of a job's life. A paused job may be running or detached.
  public static final List<String> STATES =
      List.of("running", "detached", "paused", "stopped", "complete");

  private final Statements statements;

  public JobCounts(DataSource database) {
    this.statements = new Statements(database);
  }

  /// How many jobs are in each of [#STATES], zero included.
  public Map<String, Long> byState() throws SQLException {
    String select =
        """
        select case when pause_reason is not null and state in ('running', 'detached')
                    then 'paused' else state end as state, count(*) as jobs
          from (select %s, pause_reason from jobs) as job
         group by 1
        """
            .formatted(JobHeartbeats.STATE);
    Map<String, Long> counts = new LinkedHashMap<>();
    STATES.forEach(state -> counts.put(state, 0L));
    statements.run(
        handle ->
            handle
                .createQuery(select)
                .map((row, _) -> counts.put(row.getString("state"), row.getLong("jobs")))
                .list());
    return counts;
  }
}
