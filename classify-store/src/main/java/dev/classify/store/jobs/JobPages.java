package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Lists all jobs part by part, with the figures of each.
public final class JobPages {

  /// The state of a job in a list, where a pause is a state.
  private static final String LISTED_STATE =
      "case when pause_reason is not null and state in ('running', 'detached') then 'paused'"
          + " else state end";

  private final Statements statements;
  private final RecentFigures ended = new RecentFigures(System::nanoTime);

  public JobPages(DataSource database) {
    this.statements = new Statements(database);
  }

  /// The last row of a part.
  public record Position(Instant startedAt, String jobId) {}

  /// Jobs that were worked on before a position, newest first.
  ///
  /// @param state `running`, `paused`, `detached`, `stopped` or `complete`; null for any
  /// @param after where the last part ended; null for the first part
  public List<Job> before(@Nullable String state, @Nullable Position after, int rowsMax)
      throws SQLException {
    String select =
        """
        select * from (
          select %s, started_at as place, job_id from jobs
           where :startedAt::timestamptz is null
              or (started_at, job_id) < (:startedAt::timestamptz, :jobId::text)) as job
         where :state::text is null or %s = :state
         order by place desc, job_id desc
         limit :rowsMax
        """
            .formatted(Jobs.COLUMNS, LISTED_STATE);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("state", state)
                .bind("startedAt", after == null ? null : after.startedAt())
                .bind("jobId", after == null ? null : after.jobId())
                .bind("rowsMax", rowsMax)
                .mapTo(Job.class)
                .list());
  }

  /// The same for lists that are read again and again: those of a job that has ended are at most
  /// half a minute old.
  public Map<String, JobFigures> listed(List<Job> jobs) throws SQLException {
    Map<String, JobFigures> figures = new HashMap<>();
    List<Job> unknown = new ArrayList<>();
    for (Job job : jobs) {
      ended
          .find(job)
          .ifPresentOrElse(known -> figures.put(job.id(), known), () -> unknown.add(job));
    }
    Map<String, JobFigures> read = unknown.isEmpty() ? Map.of() : figures(unknown);
    for (Job job : unknown) {
      JobFigures own = read.get(job.id());
      if (own != null) {
        ended.keep(job, own);
      }
    }
    figures.putAll(read);
    return figures;
  }

  /// The figures of these jobs, by id.
  public Map<String, JobFigures> figures(List<Job> jobs) throws SQLException {
    List<String> ids = jobs.stream().map(Job::id).toList();
    return statements
        .run(
            handle ->
                handle
                    .createQuery(JobFigures.SELECT)
                    .bindArray("ids", String.class, ids)
                    .mapTo(JobFigures.class)
                    .list())
        .stream()
        .collect(Collectors.toMap(JobFigures::jobId, Function.identity()));
  }

  /// How many jobs are in each state, where a pause is a state. States without a job are missing.
  public Map<String, Long> countByState() throws SQLException {
    String select =
        """
        select %s as listed, count(*) as jobs from (select pause_reason, %s from jobs) as job
         group by 1 order by 1
        """
            .formatted(LISTED_STATE, JobHeartbeats.STATE);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .reduceRows(
                    new LinkedHashMap<>(),
                    (jobs, row) -> {
                      jobs.put(
                          row.getColumn("listed", String.class), row.getColumn("jobs", Long.class));
                      return jobs;
                    }));
  }
}
