package dev.classify.store.outcomes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands for a row before its batch is stored.
///
/// @param unchanged whether its stored answer is the right one already, by a person's word or
///     because it was given for this content under this version
/// @param doubt what a person decided before that a new answer has to be held against; null where
///     nobody did
record StoredState(boolean unchanged, @Nullable String doubt) {

  /// Parameters: ids, content hashes, answer version, generation, job, forced.
  private static final String SELECT =
      """
      select i.id, a.unchanged, d.action, d.reviewer, d.note, d.content_hash = i.hash as same
        from unnest(?::text[], ?::text[]) as i(id, hash)
       cross join (select ?, ?, ?, ?) as b(version, gen, job, forced)
       cross join lateral (
         select exists (
           select from classifications c
            where c.indicator_id = i.id and c.content_hash = i.hash
              and (c.reviewed_by is not null
                or (c.answer_version = b.version
                  and (not b.forced or (c.job_id = b.job and c.generation >= b.gen)))))) as a(unchanged)
        left join lateral (
          select * from review_standing s where s.indicator_id = i.id) as d on true
       where a.unchanged or d.action is not null
      """;

  /// By indicator; none for a row of which nothing stands.
  static Map<String, StoredState> of(
      Connection connection, Provenance by, List<IndicatorOutcome> outcomes) throws SQLException {
    Map<String, StoredState> standing = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setArray(
          1,
          connection.createArrayOf(
              "text", outcomes.stream().map(o -> o.outcome().indicatorId()).toArray()));
      select.setArray(
          2,
          connection.createArrayOf(
              "text", outcomes.stream().map(o -> o.outcome().contentHash()).toArray()));
      select.setString(3, by.answers().id());
      select.setInt(4, by.generation());
      select.setString(5, by.jobId());
      select.setBoolean(6, by.forced());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          standing.put(
              rows.getString("id"), new StoredState(rows.getBoolean("unchanged"), doubt(rows)));
        }
      }
    }
    return standing;
  }

  /// The outcome as it is to be stored; empty where what is stored stays.
  static Optional<IndicatorOutcome> toStore(
      IndicatorOutcome outcome, Map<String, StoredState> standing) {
    StoredState before = standing.get(outcome.outcome().indicatorId());
    if (before == null) {
      return Optional.of(outcome);
    }
    if (before.unchanged()) {
      return Optional.empty();
    }
    return Optional.of(before.doubt() == null ? outcome : outcome.withDoubt(before.doubt()));
  }

  private static @Nullable String doubt(ResultSet row) throws SQLException {
    String action = row.getString("action");
    if (action == null) {
      return null;
    }
    String reviewer = row.getString("reviewer");
    boolean sameContent = row.getBoolean("same");
    if (action.equals("reject")) {
      return sameContent ? reviewer + " rejected an answer to it: " + row.getString("note") : null;
    }
    return sameContent
        ? "its content is again what " + reviewer + " judged before"
        : "its content has changed since " + reviewer + " judged the answer";
  }
}
