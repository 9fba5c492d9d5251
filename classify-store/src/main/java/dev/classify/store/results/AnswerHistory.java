package dev.classify.store.results;

import dev.classify.store.Statements;
import dev.classify.store.outcomes.AnswerColumns;
import dev.classify.taxonomy.Classification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Everything that was ever answered about one indicator.
public final class AnswerHistory {

  private final Statements statements;

  public AnswerHistory(DataSource database) {
    this.statements = new Statements(database);
  }

  /// One answer or rejection.
  ///
  /// @param stage of a rejection; null for an answer, like the reason
  /// @param answer null for a rejection
  /// @param model null if the rules answered
  /// @param reviewedBy the person who gave or withdrew the answer; null if it was none
  public record Attempt(
      Instant at,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable Classification answer,
      String provider,
      @Nullable String model,
      @Nullable String reviewedBy,
      String jobId) {}

  /// The last one first.
  public List<Attempt> of(String indicatorId, int rowsMax) throws SQLException {
    String select =
        """
        select * from classification_attempts where indicator_id = :id
         order by attempted_at desc, position desc limit :rowsMax
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("id", indicatorId)
                .bind("rowsMax", rowsMax)
                .map((row, _) -> attempt(row))
                .list());
  }

  /// The present rejection; empty if there is none.
  public Optional<ResultPages.Rejection> rejection(String indicatorId) throws SQLException {
    String select =
        """
        select indicator_id, stage, reason, job_id, rejected_at from rejections
         where indicator_id = :id
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("id", indicatorId)
                .mapTo(ResultPages.Rejection.class)
                .findOne());
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    boolean rejected = row.getString("outcome").equals("rejected");
    return new Attempt(
        row.getTimestamp("attempted_at").toInstant(),
        row.getString("stage"),
        row.getString("reason"),
        rejected ? null : AnswerColumns.read(row).answer(),
        row.getString("provider"),
        row.getString("model"),
        row.getString("reviewed_by"),
        row.getString("job_id"));
  }
}
