package dev.classify.store.cluster;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A few figures of everything, by queries that may be sent every few seconds.
public final class OverallFigures {

  private final Statements statements;

  public OverallFigures(DataSource database) {
    this.statements = new Statements(database);
  }

  /// The figures of this moment.
  ///
  /// @param answers as the database estimates them: counting a million takes too long
  /// @param rejections estimated too
  /// @param toReview answers in the review queue, estimated too
  /// @param spentUsdToday of requests that were sent since midnight UTC and whose cost is known
  public record Now(
      long answers,
      long rejections,
      long toReview,
      long requestsLastMinute,
      long rowsLastMinute,
      BigDecimal spentUsdToday) {}

  public Now now() throws SQLException {
    String select =
        """
        select %s as answers, %s as rejections, %s as to_review,
               (select count(*) from llm_requests
                 where sent_at > now() - interval '1 minute') as requests_last_minute,
               (select coalesce(sum(classified + unchanged + rejected), 0) from job_batches
                 where completed_at > now() - interval '1 minute') as rows_last_minute,
               (select coalesce(sum(cost_usd), 0) from llm_requests
                 where sent_at >= date_trunc('day', now(), 'UTC')) as spent_usd_today
        """
            .formatted(
                estimate("classifications"), estimate("rejections"), estimate("review_items"));
    return statements.run(handle -> handle.createQuery(select).mapTo(Now.class).one());
  }

  /// How many rows a table has: counted up to ten thousand, beyond that estimated by the database.
  private static String estimate(String table) {
    return """
    (select case when estimated >= 10000 then estimated
                 else (select count(*)
                         from (select from %1$s order by indicator_id limit 10000) as few) end
       from (select reltuples::bigint as estimated from pg_class
              where oid = '%1$s'::regclass) as table_size)\
    """
        .formatted(table);
  }
}
