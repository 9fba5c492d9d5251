package dev.classify.store.review;

import dev.classify.store.Statements;
import dev.classify.store.results.ResultPages;
import dev.classify.store.results.ResultQuery;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads the review queue part by part, the lowest confidence first.
public final class ReviewPages {

  private static final String ORDER = "confidence, indicator_id collate \"C\"";

  /// Items that are looked at one after another before all that match are collected: a page of a
  /// filter that lets many items through is full by then.
  private static final int NEAR_ROWS = 2_000;

  private final Statements statements;

  public ReviewPages(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Open items without their indicators, which may be large.
  ///
  /// @param after the last row of the part before; null for the first part
  public List<ReviewItem> open(
      QueuePart part, ResultQuery query, ResultPages.@Nullable Place after, int rowsMax)
      throws SQLException {
    String begin = begin(after);
    if (query.jobId() == null && query.filters() && !part.disputed()) {
      List<ReviewItem> near = near(part, query, begin, after, rowsMax);
      if (near.size() == rowsMax) {
        return near;
      }
    }
    String from = open(query) + " where " + query.condition() + " and " + begin;
    return read(from, part, query, after, rowsMax);
  }

  /// The items that match among the next ones in the queue. The database expects few, and would
  /// collect the answers of all jobs that match before it looks whether they are in the queue.
  private List<ReviewItem> near(
      QueuePart part,
      ResultQuery query,
      String begin,
      ResultPages.@Nullable Place after,
      int rowsMax)
      throws SQLException {
    String from =
        """
        from (select c.*, i.reason, i.opened_at, i.opened_in, null::text as indicator
                from classifications c join review_items i using (indicator_id)
               where %s and %s
               order by %s
               limit %d) as open
         where %s
        """
            .formatted(begin, query.confidences(), ORDER, NEAR_ROWS, query.condition());
    return read(from, part, query, after, rowsMax);
  }

  private List<ReviewItem> read(
      String from,
      QueuePart part,
      ResultQuery query,
      ResultPages.@Nullable Place after,
      int rowsMax)
      throws SQLException {
    String select =
        "select * %s and %s order by %s limit :rowsMax".formatted(from, part.condition(), ORDER);
    return statements.run(
        handle ->
            query(handle, select, part, query, after)
                .bind("rowsMax", rowsMax)
                .map((row, _) -> ReviewItem.read(row))
                .list());
  }

  /// How many open items match.
  ///
  /// @param snapshot tells what was counted, see [QueuePart#countedIn]
  public record Count(long items, String snapshot) {}

  /// How many open items match.
  public long count(QueuePart part, ResultQuery query) throws SQLException {
    return counted(part, query, null).items();
  }

  /// Counts open items that match, so that exactly these can be read later.
  ///
  /// @param after the last row before them; null for all
  public Count counted(QueuePart part, ResultQuery query, ResultPages.@Nullable Place after)
      throws SQLException {
    // Judgements are not counted for answers that nobody has judged.
    String judged =
        part.disputed()
            ? "(open.indicator_id, open.batch_key) in"
                + " (select indicator_id, batch_key from review_judgements)"
            : "true";
    String select =
        "select count(*) as items, pg_current_snapshot()::text as snapshot %s where %s and %s and %s and %s"
            .formatted(open(query), query.condition(), begin(after), judged, part.condition());
    return statements.run(
        handle -> query(handle, select, part, query, after).mapTo(Count.class).one());
  }

  /// Whether a text could be the snapshot of a count.
  public boolean isSnapshot(String text) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery("select pg_input_is_valid(:text, 'pg_snapshot')")
                .bind("text", text)
                .mapTo(Boolean.class)
                .one());
  }

  private static String begin(ResultPages.@Nullable Place after) {
    return after == null
        ? "true"
        : "(confidence, indicator_id collate \"C\") > (:afterConfidence, :afterId)";
  }

  /// The items of a job are found by their index: they belong to the job of their answers.
  private static String open(ResultQuery query) {
    return """
    from (select c.*, i.reason, i.opened_at, i.opened_in, null::text as indicator
            from classifications c join review_items i using (indicator_id)
           where %s) as open
    """
        .formatted(query.jobId() == null ? "true" : "i.job_id = :jobId");
  }

  private static Query query(
      Handle handle,
      String select,
      QueuePart part,
      ResultQuery query,
      ResultPages.@Nullable Place after) {
    return handle
        .createQuery(select)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("judge", part.judge())
        .bind("snapshot", part.snapshot())
        .bind("afterConfidence", after == null ? null : after.confidence())
        .bind("afterId", after == null ? null : after.indicatorId())
        .bindMap(query.parameters());
  }
}
