package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How many requests of jobs ran at which tier, and what they cost.
public final class TierCosts {

  private static final String SELECT =
      """
      select coalesce(service_tier, 'unknown') as tier,
             count(*) filter (where outcome is distinct from 'no-room') as requests,
             count(*) filter (where outcome = 'no-room') as without_room,
             sum(cost_usd) as cost_usd
        from llm_requests
       where job_id = :jobId
      """;

  private static final String SINCE_OPENED =
      " and sent_at >= (select started_at from jobs where job_id = :jobId)";

  private final Statements statements;

  public TierCosts(DataSource database) {
    this.statements = new Statements(database);
  }

  /// The requests of one tier.
  ///
  /// @param tier that the requests were billed by; `unknown` for those of an earlier build
  /// @param requests those in flight included
  /// @param withoutRoom requests that the provider refused, unbilled, because it had no room
  /// @param costUsd of the requests whose cost is known; null if there is none
  public record TierCost(
      String tier, long requests, long withoutRoom, @Nullable BigDecimal costUsd) {}

  /// Over all runs of a job, by tier.
  public List<TierCost> ofAllRuns(String jobId) throws SQLException {
    return read(SELECT, jobId);
  }

  /// Since the job was last opened, by tier.
  public List<TierCost> ofLastRun(String jobId) throws SQLException {
    return read(SELECT + SINCE_OPENED, jobId);
  }

  private List<TierCost> read(String select, String jobId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(select + " group by 1 order by 1")
                .bind("jobId", jobId)
                .mapTo(TierCost.class)
                .list());
  }
}
