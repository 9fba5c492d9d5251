package dev.classify.store.review;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// How the review queue works, for all workers and commands.
public final class ReviewSettings {

  /// More would cost more than they find.
  public static final int JUDGES_MAX = 9;

  /// Answers that are settled at once when fewer judges are asked for.
  private static final int SETTLED_MAX = 5_000;

  /// How many judge each answer, as an expression.
  static final String JUDGES = "coalesce((select s.judges from review_settings s), 1)";

  private final Statements statements;
  private final Reviews reviews;
  private final ReviewDecisions decisions;

  public ReviewSettings(DataSource database) {
    this.statements = new Statements(database);
    this.reviews = new Reviews(database);
    this.decisions = new ReviewDecisions(database);
  }

  /// How many people judge each answer in the queue.
  public int judges() throws SQLException {
    return statements.run(ReviewSettings::judges);
  }

  static int judges(Handle handle) {
    return handle.createQuery("select " + JUDGES).mapTo(Integer.class).one();
  }

  /// Changes how many people judge each answer. Answers that as many have judged already are
  /// settled now, and leave the queue.
  ///
  /// @param judges 1 to [#JUDGES_MAX]
  /// @param by who wants it
  /// @return answers that were settled
  public int setJudges(int judges, String by) throws SQLException {
    if (judges < 1 || judges > JUDGES_MAX) {
      throw new IllegalArgumentException("an answer has 1 to %d judges".formatted(JUDGES_MAX));
    }
    List<String> ids =
        statements.inTransaction(
            handle -> {
              handle
                  .createUpdate(
                      """
                      insert into review_settings (judges, changed_by) values (:judges, :by)
                      on conflict (only_row) do update set
                        judges = excluded.judges, changed_at = excluded.changed_at,
                        changed_by = excluded.changed_by
                      """)
                  .bind("judges", judges)
                  .bind("by", by)
                  .execute();
              return handle
                  .createQuery(
                      """
                      select i.indicator_id
                        from review_items i join review_judgements j using (indicator_id, batch_key)
                       group by i.indicator_id having count(*) >= :judges
                       order by i.indicator_id limit :rowsMax
                      """)
                  .bind("judges", judges)
                  .bind("rowsMax", SETTLED_MAX)
                  .mapTo(String.class)
                  .list();
            });
    int settled = 0;
    for (ReviewItem item : reviews.find(ids).values()) {
      settled += decisions.settle(item, Optional.empty()) == ReviewDecisions.Effect.DECIDED ? 1 : 0;
    }
    return settled;
  }
}
