package dev.classify.store.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/// What the ledger tells about how models answer.
public final class ModelHistory {

  /// The latest requests say most about the next ones.
  private static final int REQUESTS_MAX = 500;

  private final DataSource database;

  public ModelHistory(DataSource database) {
    this.database = database;
  }

  /// How a model answered.
  ///
  /// @param requests that were looked at
  /// @param tokensPerIndicator of an answer, for each indicator asked about
  public record AnswerStatistics(long requests, double tokensPerIndicator, Duration meanLatency) {}

  /// The latest answers of a model; empty where it was never asked.
  public Optional<AnswerStatistics> of(String model) throws SQLException {
    String select =
        """
        select count(*), sum(tokens_out)::float8 / sum(indicators), avg(latency_ms)
          from (select tokens_out, indicators, latency_ms
                  from llm_requests
                 where model = ? and state = 'answered' and tokens_out > 0
                 order by sent_at desc limit ?) as latest
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, model);
      statement.setInt(2, REQUESTS_MAX);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long requests = row.getLong(1);
        return requests == 0
            ? Optional.empty()
            : Optional.of(
                new AnswerStatistics(
                    requests,
                    row.getDouble(2),
                    Duration.ofMillis(Math.max(1, Math.round(row.getDouble(3))))));
      }
    }
  }

  /// The part of the indicators that went on to the review model, in the jobs that had one; empty
  /// where none had.
  public OptionalDouble reviewedShare(String first, String review) throws SQLException {
    String select =
        """
        select sum(indicators) filter (where model = ?)::float8
                 / nullif(sum(indicators) filter (where model = ?), 0)
          from llm_requests
         where state = 'answered' and model in (?, ?)
           and job_id in (select job_id from llm_requests where model = ?)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, review);
      statement.setString(2, first);
      statement.setString(3, first);
      statement.setString(4, review);
      statement.setString(5, review);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        double part = row.getDouble(1);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, part));
      }
    }
  }
}
