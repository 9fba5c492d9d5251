package dev.classify.store.review;

import dev.classify.indicator.Indicator;
import dev.classify.store.outcomes.StoredAnswers;
import dev.classify.taxonomy.Classification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What people confirmed or corrected, and nobody took back: the truth as far as it is known.
public final class ReviewedAnswers {

  private static final int FETCH_ROWS = 500;

  private static final String SELECT =
      """
      select d.position, d.content_hash, d.indicator::text,
             (jsonb_populate_record(null::classifications, d.answer_after)).*
        from review_standing d
       where d.action in ('accept', 'correct')
      """;

  private final DataSource database;

  public ReviewedAnswers(DataSource database) {
    this.database = database;
  }

  /// An answer on a person's word.
  ///
  /// @param indicator that it is of; null where it is not known any more
  public record ReviewedAnswer(
      String indicatorId, Classification answer, @Nullable Indicator indicator) {}

  /// All of them, in the order of the ids' code points.
  public List<ReviewedAnswer> all() throws SQLException {
    return read(SELECT + " order by d.indicator_id collate \"C\"", 0);
  }

  /// The latest ones.
  public List<ReviewedAnswer> latest(int rowsMax) throws SQLException {
    return read(SELECT + " order by d.position desc limit ?", rowsMax);
  }

  /// A number that changes whenever any of them does.
  public long version() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select coalesce(max(position), 0) from review_decisions");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<ReviewedAnswer> read(String sql, int rowsMax) throws SQLException {
    List<ReviewedAnswer> answers = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH_ROWS);
      if (rowsMax > 0) {
        select.setInt(1, rowsMax);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          answers.add(
              new ReviewedAnswer(
                  row.getString("indicator_id"),
                  StoredAnswers.decided(row).answer(),
                  ReviewItem.indicator(row.getString("indicator"), row.getString("content_hash"))));
        }
      }
    }
    return answers;
  }
}
