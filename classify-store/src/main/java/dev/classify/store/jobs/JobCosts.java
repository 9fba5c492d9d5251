package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What jobs were estimated to cost, and what they have cost over all of their runs.
public final class JobCosts {

  private final Statements statements;

  /// The statement that counts, among rows of `llm_requests`, the rows that the first model was
  /// asked about: the review model is asked about some of them again, and a request may be sent
  /// again.
  ///
  /// @param requests the table, or the name of a part of it
  public static String rowsAsked(String requests) {
    return """
    select coalesce(max(of_model), 0)
      from (select sum(indicators) as of_model
              from (select distinct request_id, model, indicators
                      from %s where attempt = 1) as first_requests
             group by model) as models\
    """
        .formatted(requests);
  }

  public JobCosts(DataSource database) {
    this.statements = new Statements(database);
  }

  /// The costs of a job over all of its runs.
  ///
  /// @param budgetUsd null if the job has no cap
  /// @param spentUsd of the requests whose cost is known
  /// @param reservedUsd the most that the others can cost
  /// @param unpriced requests without a known price, which have neither
  /// @param byOutcome requests by outcome; `sent` is in flight, or lost with its worker
  /// @param rowsAsked rows that the first model was asked about, each counted once
  public record Total(
      @Nullable BigDecimal budgetUsd,
      BigDecimal spentUsd,
      BigDecimal reservedUsd,
      long unpriced,
      Map<String, Long> byOutcome,
      long rowsAsked) {

    public Total {
      byOutcome = Map.copyOf(byOutcome);
    }

    public long requests() {
      return byOutcome.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Records the estimate of the run that begins.
  public void noteEstimate(String jobId, JobEstimate estimate) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update jobs
                       set estimated_requests = :requests, estimated_tokens_in = :tokensIn,
                           estimated_tokens_cached = :tokensCached,
                           estimated_tokens_out = :tokensOut, estimated_cost_usd = :costUsd
                     where job_id = :jobId
                    """)
                .bindMethods(estimate)
                .bind("jobId", jobId)
                .execute());
  }

  record PerOutcome(
      String outcome, long requests, BigDecimal spentUsd, BigDecimal reservedUsd, long unpriced) {}

  /// Adds up a job.
  public Total total(String jobId) throws SQLException {
    return statements.run(
        handle -> {
          BigDecimal budget =
              handle
                  .createQuery("select budget_usd from jobs where job_id = :jobId")
                  .bind("jobId", jobId)
                  .mapTo(BigDecimal.class)
                  .findOne()
                  .orElse(null);
          long rowsAsked =
              handle
                  .createQuery(
                      "with job as (select * from llm_requests where job_id = :jobId) "
                          + rowsAsked("job"))
                  .bind("jobId", jobId)
                  .mapTo(Long.class)
                  .one();
          List<PerOutcome> outcomes =
              handle
                  .createQuery(
                      """
                      select coalesce(outcome, state) as outcome, count(*) as requests,
                             coalesce(sum(cost_usd), 0) as spent_usd,
                             coalesce(sum(reserved_usd) filter (where cost_usd is null), 0)
                               as reserved_usd,
                             count(*) filter (where cost_usd is null and reserved_usd is null)
                               as unpriced
                        from llm_requests where job_id = :jobId group by 1
                      """)
                  .bind("jobId", jobId)
                  .mapTo(PerOutcome.class)
                  .list();
          return total(budget, outcomes, rowsAsked);
        });
  }

  private static Total total(
      @Nullable BigDecimal budget, List<PerOutcome> outcomes, long rowsAsked) {
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal reserved = BigDecimal.ZERO;
    long unpriced = 0;
    Map<String, Long> byOutcome = new TreeMap<>();
    for (PerOutcome each : outcomes) {
      spent = spent.add(each.spentUsd());
      reserved = reserved.add(each.reservedUsd());
      unpriced += each.unpriced();
      byOutcome.put(each.outcome(), each.requests());
    }
    return new Total(budget, spent, reserved, unpriced, byOutcome, rowsAsked);
  }
}
