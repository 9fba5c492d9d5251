package dev.classify.store.jobs;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What jobs were to cost, and what they do cost over all of their runs.
public final class JobCosts {

  private final DataSource database;

  public JobCosts(DataSource database) {
    this.database = database;
  }

  /// What a job has come to, over all of its runs.
  ///
  /// @param budgetUsd null where nothing bounds it
  /// @param spentUsd of the requests whose cost is known
  /// @param reservedUsd the most that the others can cost
  /// @param unpriced requests that have neither, for want of a price
  /// @param byOutcome requests; `sent` for those under way, or whose worker died
  public record Total(
      @Nullable BigDecimal budgetUsd,
      BigDecimal spentUsd,
      BigDecimal reservedUsd,
      long unpriced,
      Map<String, Long> byOutcome) {

    public Total {
      byOutcome = Map.copyOf(byOutcome);
    }

    public long requests() {
      return byOutcome.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Notes what the run that begins is to take.
  public void noteEstimate(String jobId, JobEstimate expected) throws SQLException {
    String update =
        """
        update jobs
           set estimated_requests = ?, estimated_tokens_in = ?, estimated_tokens_cached = ?,
               estimated_tokens_out = ?, estimated_cost_usd = ?
         where job_id = ?
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setLong(1, expected.requests());
      statement.setLong(2, expected.tokensIn());
      statement.setLong(3, expected.tokensCached());
      statement.setLong(4, expected.tokensOut());
      statement.setBigDecimal(5, expected.costUsd());
      statement.setString(6, jobId);
      statement.executeUpdate();
    }
  }

  /// Adds up a job.
  public Total total(String jobId) throws SQLException {
    String select =
        """
        select coalesce(outcome, state) as word, count(*), coalesce(sum(cost_usd), 0),
               coalesce(sum(reserved_usd) filter (where cost_usd is null), 0),
               count(*) filter (where cost_usd is null and reserved_usd is null),
               (select budget_usd from jobs where job_id = ?)
          from llm_requests where job_id = ? group by word
        union all
        select null, 0, 0, 0, 0, budget_usd from jobs where job_id = ?
        """;
    BigDecimal budget = null;
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal reserved = BigDecimal.ZERO;
    long unpriced = 0;
    Map<String, Long> byOutcome = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, jobId);
      statement.setString(2, jobId);
      statement.setString(3, jobId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String word = rows.getString(1);
          if (word != null) {
            byOutcome.put(word, rows.getLong(2));
          }
          spent = spent.add(rows.getBigDecimal(3));
          reserved = reserved.add(rows.getBigDecimal(4));
          unpriced += rows.getLong(5);
          budget = rows.getBigDecimal(6);
        }
      }
    }
    return new Total(budget, spent, reserved, unpriced, byOutcome);
  }
}
