package dev.classify.store.results;

import dev.classify.store.Statements;
import dev.classify.store.outcomes.AnswerColumns;
import dev.classify.taxonomy.Classification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads answers and rejections part by part.
public final class ResultPages {

  /// Rows that are looked at one after another before all that match are collected: a page of a
  /// filter that lets many rows through is full by then.
  private static final int NEAR_ROWS = 2_000;

  /// If these hold a tenth of a page or more, the page is looked for further on.
  private static final int FURTHER_MAX = 10;

  /// To collect so many rows takes longer than to look for a page of them in the order.
  private static final int MANY_ROWS = 25_000;

  private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  private final Statements statements;

  public ResultPages(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A current answer in a list.
  ///
  /// @param model that answered; null if the rules did
  /// @param standIn whether the rules answered for a model
  /// @param reviewedBy null if nobody reviewed it
  /// @param inReview whether it waits in the review queue
  public record Row(
      String indicatorId,
      String name,
      Classification answer,
      String provider,
      @Nullable String model,
      boolean standIn,
      @Nullable String reviewedBy,
      boolean inReview,
      String jobId,
      Instant classifiedAt) {}

  /// An indicator without an answer for its present content.
  public record Rejection(
      String indicatorId, String stage, String reason, String jobId, Instant rejectedAt) {}

  /// The last row of a part that is in the order of confidence.
  public record Place(double confidence, String indicatorId) {}

  /// Answers in the order of the ids' code points.
  ///
  /// @param after id of the last row of the part before; null for the first part
  public List<Row> byId(ResultQuery query, @Nullable String after, int rowsMax)
      throws SQLException {
    return read(
        query,
        after == null ? "true" : "indicator_id collate \"C\" > :afterId",
        "indicator_id collate \"C\"",
        after == null ? Map.of() : Map.of("afterId", after),
        rowsMax);
  }

  /// Answers in the order of confidence, the lowest first.
  ///
  /// @param after the last row of the part before; null for the first part
  public List<Row> byConfidence(ResultQuery query, @Nullable Place after, int rowsMax)
      throws SQLException {
    return read(
        query,
        after == null
            ? "true"
            : "(confidence, indicator_id collate \"C\") > (:afterConfidence, :afterId)",
        "confidence, indicator_id collate \"C\"",
        after == null
            ? Map.of()
            : Map.of("afterConfidence", after.confidence(), "afterId", after.indicatorId()),
        rowsMax);
  }

  private List<Row> read(
      ResultQuery query, String after, String order, Map<String, Object> place, int rowsMax)
      throws SQLException {
    if (query.jobId() != null || !query.filters()) {
      String all = "classifications where %s and %s".formatted(query.condition(), after);
      return read(query, all, order, order, place, rowsMax);
    }
    // In the order of confidence a limit of it is where the list begins or ends.
    String begin = order.startsWith("confidence") ? after + " and " + query.confidences() : after;
    int looked = NEAR_ROWS;
    List<Row> rows = near(query, begin, order, place, looked, rowsMax);
    if (rows.size() < rowsMax && rows.size() * FURTHER_MAX > rowsMax) {
      // As many as hold a page, if they go on like this, and a quarter more.
      looked = (int) (1.25 * looked * rowsMax / rows.size());
      rows = near(query, begin, order, place, looked, rowsMax);
    }
    if (rows.size() == rowsMax) {
      return rows;
    }
    String matching = "classifications where %s and %s".formatted(query.condition(), after);
    return read(
        query,
        matching,
        estimate(query) < MANY_ROWS ? unindexed(order) : order,
        order,
        place,
        rowsMax);
  }

  /// The rows that match among the next ones in an order.
  private List<Row> near(
      ResultQuery query,
      String begin,
      String order,
      Map<String, Object> place,
      int looked,
      int rowsMax)
      throws SQLException {
    String near =
        "(select * from classifications where %s order by %s limit %d) as near where %s"
            .formatted(begin, order, looked, query.condition());
    return read(query, near, order, order, place, rowsMax);
  }

  /// The database expects rows that match everywhere in an order, and would look at all rows for a
  /// few that lie at its end. An order that no index has makes it collect the rows that match.
  private static String unindexed(String order) {
    return order
        .replace("indicator_id", "(indicator_id || '')")
        .replace("confidence", "confidence + 0");
  }

  /// How many answers match, as the database estimates it.
  private long estimate(ResultQuery query) throws SQLException {
    String explain = "explain (format json) select from classifications where " + query.condition();
    String plan =
        statements.run(
            handle ->
                handle
                    .createQuery(explain)
                    .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                    .bindMap(query.parameters())
                    .mapTo(String.class)
                    .one());
    Matcher rows = PLAN_ROWS.matcher(plan);
    return rows.find() ? Long.parseLong(rows.group(1)) : 0;
  }

  /// @param from the table with its condition
  /// @param order in which the first rows are chosen
  /// @param shown order of the page
  private List<Row> read(
      ResultQuery query,
      String from,
      String order,
      String shown,
      Map<String, Object> place,
      int rowsMax)
      throws SQLException {
    String select =
        // The queue is looked at for the rows of the page alone.
        """
        select page.*, i.indicator_id is not null as in_review
          from (select * from %1$s
                 order by %2$s
                 limit :rowsMax) as page
               left join lateral (
                 select indicator_id from review_items i
                  where i.indicator_id = page.indicator_id limit 1) i on true
         order by %3$s
        """
            .formatted(from, order, shown.replace("indicator_id", "page.indicator_id"));
    Map<String, @Nullable Object> parameters = new HashMap<>(query.parameters());
    parameters.putAll(place);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bindMap(parameters)
                .bind("rowsMax", rowsMax)
                .map((row, _) -> row(row))
                .list());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("indicator_id"),
        row.getString("name"),
        AnswerColumns.read(row).answer(),
        row.getString("provider"),
        row.getString("model"),
        row.getString("model_failure") != null,
        row.getString("reviewed_by"),
        row.getBoolean("in_review"),
        row.getString("job_id"),
        row.getTimestamp("classified_at").toInstant());
  }

  /// Rejections in the order of the ids' code points.
  ///
  /// @param jobId of the job that rejected them; null for any, like stage and reason
  /// @param after id of the last row of the part before; null for the first part
  public List<Rejection> rejections(
      @Nullable String jobId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String after,
      int rowsMax)
      throws SQLException {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (jobId != null) {
      conditions.add("job_id = :jobId");
    }
    if (stage != null) {
      conditions.add("stage = :stage");
    }
    if (reason != null) {
      conditions.add("reason = :reason");
    }
    if (after != null) {
      conditions.add("indicator_id collate \"C\" > :after");
    }
    String select =
        """
        select indicator_id, stage, reason, job_id, rejected_at from rejections
         where %s
         order by indicator_id collate "C"
         limit :rowsMax
        """
            .formatted(String.join(" and ", conditions));
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("jobId", jobId)
                .bind("stage", stage)
                .bind("reason", reason)
                .bind("after", after)
                .bind("rowsMax", rowsMax)
                .mapTo(Rejection.class)
                .list());
  }
}
