package dev.classify.store.results;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The rows that were answered or rejected last, for a person who watches.
public final class LatestRows {

  private final Statements statements;

  public LatestRows(DataSource database) {
    this.statements = new Statements(database);
  }

  /// One row.
  ///
  /// @param family null if it was rejected, as are the two after it
  /// @param reason why it was rejected; null if it was not
  public record Row(
      Instant attemptedAt,
      String indicatorId,
      String worker,
      @Nullable String family,
      @Nullable String indicatorType,
      @Nullable Double confidence,
      @Nullable String reason) {}

  /// The last rows, newest first. Reads them from the end of the primary key.
  public List<Row> rows(int rowsMax) throws SQLException {
    String select =
        """
        select attempted_at, indicator_id, worker, family, indicator_type, confidence,
               case when outcome = 'rejected' then reason end as reason
          from classification_attempts order by position desc limit :rowsMax
        """;
    return statements.run(
        handle -> handle.createQuery(select).bind("rowsMax", rowsMax).mapTo(Row.class).list());
  }
}
