package dev.classify.store.review;

import dev.classify.store.Statements;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.Results;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads the review queue, the answers that people may judge, and what they decided.
public final class Reviews {

  private final Statements statements;

  public Reviews(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A decision as it was taken.
  ///
  /// @param decidedAt when it was taken
  /// @param action `accept`, `correct`, `reject` or `undo`
  /// @param reason why the answer was in the queue; null if it was not
  public record PastDecision(
      Instant decidedAt,
      String reviewer,
      String action,
      @Nullable String reason,
      @Nullable String note) {}

  /// The open items that match, lowest confidence first.
  public List<ReviewItem> open(QueuePart part, ResultFilter filter) throws SQLException {
    String select =
        """
        select * from (
          select c.*, i.reason, i.opened_at, i.opened_in, i.indicator::text
            from classifications c join review_items i using (indicator_id)) as open
         where %s and %s
         order by confidence, indicator_id collate "C"
         limit nullif(:rowsMax, 0)
        """
            .formatted(Results.MATCHES_FILTER, part.condition());
    return statements.run(
        handle ->
            Results.bind(handle.createQuery(select), filter)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("judge", part.judge())
                .bind("snapshot", part.snapshot())
                .map((row, _) -> ReviewItem.read(row))
                .list());
  }

  /// The answers to these indicators, in the queue or not.
  ///
  /// @return by id, in the order of the ids given
  public Map<String, ReviewItem> find(List<String> ids) throws SQLException {
    String select =
        """
        select c.*, i.reason, i.opened_at,
               coalesce(
                 i.indicator,
                 (select d.indicator from review_decisions d
                   where d.indicator_id = c.indicator_id and d.content_hash = c.content_hash
                     and d.indicator is not null
                   order by position desc limit 1),
                 (select to_jsonb(s) - 'imported_at' from source_indicators s
                   where s.indicator_id = c.indicator_id))::text as indicator
          from unnest(:ids) with ordinality as wanted(indicator_id, place)
          join classifications c using (indicator_id)
          left join review_items i using (indicator_id)
         order by place
        """;
    Map<String, ReviewItem> items = new LinkedHashMap<>();
    statements
        .run(
            handle ->
                handle
                    .createQuery(select)
                    .bindArray("ids", String.class, ids)
                    .map((row, _) -> ReviewItem.read(row))
                    .list())
        .forEach(item -> items.put(item.indicatorId(), item));
    return items;
  }

  /// Everything that was decided about an indicator, the last first.
  public List<PastDecision> history(String indicatorId) throws SQLException {
    String select =
        """
        select decided_at, reviewer, action, reason, note
          from review_decisions where indicator_id = :id order by position desc
        """;
    return statements.run(
        handle ->
            handle.createQuery(select).bind("id", indicatorId).mapTo(PastDecision.class).list());
  }
}
