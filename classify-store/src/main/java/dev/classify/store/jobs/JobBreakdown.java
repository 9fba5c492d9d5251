package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How the rows, answers and requests of a job are distributed.
public final class JobBreakdown {

  /// Bins of the confidences. Twenty show the thresholds 0.6 and 0.8 as edges.
  public static final int CONFIDENCE_BINS = 20;

  /// Reasons of rejections that are listed. A text of a server may make each row its own reason.
  public static final int FAILURES_MAX = 100;

  private final Statements statements;

  public JobBreakdown(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What one worker did.
  ///
  /// @param batches that it stored
  /// @param rows in these batches
  /// @param requests that it sent
  public record WorkerShare(String worker, long batches, long rows, long requests) {}

  /// What came through one Restate node.
  ///
  /// @param node as the command that sent it names it; null where it was sent by an older build
  /// @param batches that were given to it and are stored
  /// @param rows in these batches
  public record NodeShare(@Nullable String node, long batches, long rows) {}

  /// Current answers of one family and type.
  public record FamilyShare(String family, String indicatorType, long rows) {}

  /// Current answers in a bin.
  ///
  /// @param bin from 0
  public record ConfidenceShare(int bin, long rows) {}

  /// Present rejections of one stage for one reason.
  public record Failure(String stage, String reason, long rows) {}

  /// Requests to one model.
  public record ModelShare(String model, long requests, BigDecimal spentUsd) {}

  /// Requests over all runs.
  ///
  /// @param p50Millis latency of answered requests; null where there is none, like the other two
  public record Requests(
      @Nullable Long p50Millis,
      @Nullable Long p95Millis,
      @Nullable Long p99Millis,
      long tokensIn,
      long tokensCached,
      long tokensOut) {}

  public List<WorkerShare> byWorker(Job job) throws SQLException {
    return list(
        job,
        WorkerShare.class,
        """
        select worker, coalesce(batches, 0) as batches, coalesce(rows, 0) as rows,
               coalesce(requests, 0) as requests
          from (select worker, count(*) as batches, sum(classified + unchanged + rejected) as rows
                  from job_batches where job_id = :id and generation = :generation
                 group by worker) stored
               full join
               (select worker, count(*) as requests from llm_requests
                 where job_id = :id and provider_batch is null group by worker) sent using (worker)
         order by worker
        """);
  }

  /// By name; what has no name comes last.
  public List<NodeShare> byNode(Job job) throws SQLException {
    return list(
        job,
        NodeShare.class,
        """
        select node, count(*) as batches, sum(classified + unchanged + rejected) as rows
          from job_batches where job_id = :id and generation = :generation
         group by node order by node
        """);
  }

  public List<FamilyShare> families(Job job) throws SQLException {
    return list(
        job,
        FamilyShare.class,
        """
        select family, indicator_type, count(*) as rows from classifications
         where job_id = :id group by family, indicator_type
         order by rows desc, family, indicator_type
        """);
  }

  /// Bins that hold any answer, from the lowest on. The last one holds the confidence 1, too.
  public List<ConfidenceShare> confidences(Job job) throws SQLException {
    return list(
        job,
        ConfidenceShare.class,
        """
        select least(floor(confidence * %d)::int, %d) as bin, count(*) as rows
          from classifications where job_id = :id group by 1 order by 1
        """
            .formatted(CONFIDENCE_BINS, CONFIDENCE_BINS - 1));
  }

  /// The most frequent first.
  public List<Failure> failures(Job job) throws SQLException {
    return list(
        job,
        Failure.class,
        """
        select stage, reason, count(*) as rows from rejections
         where job_id = :id group by stage, reason order by rows desc, stage, reason limit %d
        """
            .formatted(FAILURES_MAX));
  }

  public List<ModelShare> models(Job job) throws SQLException {
    return list(
        job,
        ModelShare.class,
        """
        select model, count(*) as requests, coalesce(sum(cost_usd), 0) as spent_usd
          from llm_requests where job_id = :id group by model order by requests desc, model
        """);
  }

  public Requests requests(Job job) throws SQLException {
    String select =
        """
        select percentile_cont(0.5) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null)::bigint as p50_millis,
               percentile_cont(0.95) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null)::bigint as p95_millis,
               percentile_cont(0.99) within group (order by latency_ms)
                 filter (where state = 'answered' and provider_batch is null)::bigint as p99_millis,
               coalesce(sum(tokens_in), 0) as tokens_in,
               coalesce(sum(tokens_cached), 0) as tokens_cached,
               coalesce(sum(tokens_out), 0) as tokens_out
          from llm_requests where job_id = :id
        """;
    return statements.run(
        handle -> handle.createQuery(select).bindMethods(job).mapTo(Requests.class).one());
  }

  private <T> List<T> list(Job job, Class<T> row, String select) throws SQLException {
    return statements.run(
        (Handle handle) -> handle.createQuery(select).bindMethods(job).mapTo(row).list());
  }
}
