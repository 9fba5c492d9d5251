package dev.classify.store.review;

import dev.classify.indicator.Indicator;
import dev.classify.llm.ExampleSelection;
import dev.classify.store.Statements;
import dev.classify.store.outcomes.AnswerColumns;
import dev.classify.taxonomy.Classification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Answers that people confirmed or corrected and nobody took back: the best truth there is.
public final class ReviewedAnswers {

  private static final String SELECT =
      """
      select d.position, d.content_hash, d.indicator::text,
             (jsonb_populate_record(null::classifications, d.answer_after)).*
        from review_standing d
       where d.action in ('accept', 'correct')
      """;

  private final Statements statements;

  public ReviewedAnswers(DataSource database) {
    this.statements = new Statements(database);
  }

  /// An answer that a person confirmed or corrected.
  ///
  /// @param indicator that was classified; null if it is no longer known
  public record ReviewedAnswer(
      String indicatorId, Classification answer, @Nullable Indicator indicator) {}

  /// All of them, in the order of the ids' code points.
  public List<ReviewedAnswer> all() throws SQLException {
    return read(SELECT + " order by d.indicator_id collate \"C\"", Map.of());
  }

  /// The latest ones.
  public List<ReviewedAnswer> latest(int rowsMax) throws SQLException {
    return read(SELECT + " order by d.position desc limit :rowsMax", Map.of("rowsMax", rowsMax));
  }

  /// The latest ones whose indicator is still known.
  public List<ExampleSelection.Known> known(int rowsMax) throws SQLException {
    List<ExampleSelection.Known> known = new ArrayList<>();
    for (ReviewedAnswer one : latest(rowsMax)) {
      Indicator indicator = one.indicator();
      if (indicator != null) {
        known.add(new ExampleSelection.Known(indicator, one.answer()));
      }
    }
    return known;
  }

  /// A number that changes with every decision.
  public long version() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery("select coalesce(max(position), 0) from review_decisions")
                .mapTo(Long.class)
                .one());
  }

  private List<ReviewedAnswer> read(String sql, Map<String, ?> parameters) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(parameters)
                .map(
                    (row, _) ->
                        new ReviewedAnswer(
                            row.getString("indicator_id"),
                            AnswerColumns.read(row).answer(),
                            ReviewItem.indicator(
                                row.getString("indicator"), row.getString("content_hash"))))
                .list());
  }
}
