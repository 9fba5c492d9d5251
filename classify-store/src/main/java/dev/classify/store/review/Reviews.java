package dev.classify.store.review;

import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads the review queue, the answers that people may judge, and what they decided.
public final class Reviews {

  private final DataSource database;

  public Reviews(DataSource database) {
    this.database = database;
  }

  /// A decision as it was taken.
  ///
  /// @param action `accept`, `correct`, `reject` or `undo`
  /// @param reason why the answer had been in the queue; null where it was not
  public record PastDecision(
      Instant at, String reviewer, String action, @Nullable String reason, @Nullable String note) {}

  /// The open items that match, the least sure first.
  public List<ReviewItem> open(ResultFilter filter) throws SQLException {
    StringBuilder select =
        new StringBuilder(
            """
            select * from (
              select c.*, i.reason, i.opened_at, i.indicator::text
                from classifications c join review_items i using (indicator_id)) as open
             where true\
            """);
    List<Object> parameters = new ArrayList<>();
    Results.where(select, parameters, filter);
    select.append(" order by confidence, indicator_id collate \"C\"");
    Results.limit(select, filter);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      List<ReviewItem> items = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          items.add(ReviewItem.read(rows));
        }
      }
      return items;
    }
  }

  /// The answers to these indicators, in the queue or not, as far as there are any.
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
          from unnest(?::text[]) with ordinality as wanted(indicator_id, place)
          join classifications c using (indicator_id)
          left join review_items i using (indicator_id)
         order by place
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, ReviewItem> items = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ReviewItem item = ReviewItem.read(rows);
          items.put(item.indicatorId(), item);
        }
      }
      return items;
    }
  }

  /// Everything that was decided about an indicator, the last first.
  public List<PastDecision> history(String indicatorId) throws SQLException {
    String select =
        """
        select decided_at, reviewer, action, reason, note
          from review_decisions where indicator_id = ? order by position desc
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, indicatorId);
      List<PastDecision> decisions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          decisions.add(
              new PastDecision(
                  rows.getTimestamp(1).toInstant(),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
      }
      return decisions;
    }
  }
}
