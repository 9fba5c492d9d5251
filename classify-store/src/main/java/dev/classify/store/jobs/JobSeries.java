package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a job did over time.
public final class JobSeries {

  /// Every point of the time asked for, with or without anything in it.
  private static final String SELECT =
      """
      with stored as (
        select floor(extract(epoch from completed_at - :from::timestamptz) / :step)::int as place,
               sum(classified + unchanged + rejected) as rows, sum(rejected) as rejected
          from job_batches
         where job_id = :jobId and generation = :generation
           and completed_at >= :from::timestamptz and completed_at < :to::timestamptz
         group by 1),
      sent as (
        select floor(extract(epoch from sent_at - :from::timestamptz) / :step)::int as place,
               count(*) as requests, count(*) filter (where state = 'failed') as failed,
               percentile_cont(0.5) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null) as p50,
               percentile_cont(0.95) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null) as p95,
               percentile_cont(0.99) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null) as p99,
               sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
               sum(tokens_out) as tokens_out, sum(cost_usd) as cost
          from llm_requests
         where job_id = :jobId and sent_at >= :from::timestamptz and sent_at < :to::timestamptz
         group by 1)
      select :from::timestamptz + place * :step * interval '1 second' as at, coalesce(rows, 0) as rows,
             coalesce(rejected, 0) as rejected, coalesce(requests, 0) as requests,
             coalesce(failed, 0) as failed, p50::bigint as latency_p50_millis,
             p95::bigint as latency_p95_millis, p99::bigint as latency_p99_millis,
             coalesce(tokens_in, 0) as tokens_in, coalesce(tokens_cached, 0) as tokens_cached,
             coalesce(tokens_out, 0) as tokens_out, coalesce(cost, 0) as spent_usd
        from generate_series(0, :points - 1) as place
             left join stored using (place) left join sent using (place)
       order by place
      """;

  private final Statements statements;

  public JobSeries(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What happened in one part of the time.
  ///
  /// @param at its beginning
  /// @param rows that were stored, the rejected ones included
  /// @param requests that were sent
  /// @param failed requests among them
  /// @param latencyP50Millis of answered requests; null where there is none, like the other two
  public record Point(
      Instant at,
      long rows,
      long rejected,
      long requests,
      long failed,
      @Nullable Long latencyP50Millis,
      @Nullable Long latencyP95Millis,
      @Nullable Long latencyP99Millis,
      long tokensIn,
      long tokensCached,
      long tokensOut,
      BigDecimal spentUsd) {}

  /// The present generation of a job from a time on.
  ///
  /// @param step length of each point
  /// @param points how many
  public List<Point> of(Job job, Instant from, Duration step, int points) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(SELECT)
                .bind("jobId", job.id())
                .bind("generation", job.generation())
                .bind("from", from)
                .bind("to", from.plus(step.multipliedBy(points)))
                .bind("step", step.toSeconds())
                .bind("points", points)
                .mapTo(Point.class)
                .list());
  }
}
