package dev.classify.store.review;

import dev.classify.store.Statements;
import dev.classify.store.results.ResultPages;
import dev.classify.store.results.ResultQuery;
import dev.classify.units.CurrencyCodes;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Accepts many answers of the queue together, some at a time, and takes them back together.
public final class Acceptances {

  /// Answers in one call. Each is a transaction, and a call should end within seconds.
  public static final int ANSWERS_MAX = 500;

  private static final Pattern ID = Pattern.compile("acceptance-[0-9a-f]{32}");

  private final Statements statements;
  private final ReviewPages pages;
  private final ReviewActions actions;
  private final ReviewDecisions decisions;
  private final String reviewer;

  public Acceptances(DataSource database, String reviewer, CurrencyCodes currencies) {
    this.statements = new Statements(database);
    this.pages = new ReviewPages(database);
    this.actions = new ReviewActions(database, reviewer, currencies);
    this.decisions = new ReviewDecisions(database);
    this.reviewer = reviewer;
  }

  /// What a call accepted.
  ///
  /// @param unchanged answers that the reviewer had accepted already
  /// @param refused answers that the scheme forbids, or that were replaced or reviewed meanwhile
  /// @param next where the rest begins; null if there is none
  public record Accepted(
      int accepted, int unchanged, int refused, ResultPages.@Nullable Place next) {}

  /// What a call took back.
  ///
  /// @param refused answers that stay because something has happened to them since
  /// @param left answers that another call takes back
  public record TakenBack(int restored, int refused, long left) {}

  public static String newId() {
    return "acceptance-" + UUID.randomUUID().toString().replace("-", "");
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// Accepts the first answers of those that were counted.
  ///
  /// @param id of the acceptance that they become a part of
  /// @param snapshot of the count
  /// @param after where the call before ended; null for the first call
  public Accepted accept(
      String id, ResultQuery query, String snapshot, ResultPages.@Nullable Place after)
      throws SQLException {
    List<ReviewItem> counted =
        pages.open(QueuePart.of(reviewer).countedIn(snapshot), query, after, ANSWERS_MAX);
    int accepted = 0;
    int unchanged = 0;
    int refused = 0;
    for (ReviewItem item : counted) {
      switch (actions.accept(item, id).status()) {
        case ACCEPTED -> accepted++;
        case UNCHANGED -> unchanged++;
        case REFUSED, CORRECTED, REJECTED, RESTORED -> refused++;
      }
    }
    return new Accepted(
        accepted,
        unchanged,
        refused,
        counted.size() < ANSWERS_MAX ? null : place(counted.getLast()));
  }

  private static ResultPages.Place place(ReviewItem item) {
    return new ResultPages.Place(item.decided().answer().confidence(), item.indicatorId());
  }

  /// Takes back the first answers of an acceptance of the reviewer.
  public TakenBack takeBack(String id) throws SQLException {
    int restored = 0;
    int refused = 0;
    for (String indicatorId : accepted(id)) {
      switch (decisions.undo(indicatorId, reviewer, id)) {
        case DONE -> restored++;
        case NOTHING, SUPERSEDED -> refused++;
      }
    }
    return new TakenBack(restored, refused, left(id));
  }

  private List<String> accepted(String id) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct indicator_id from review_judgements
                     where acceptance = :acceptance and judge = :judge
                     order by indicator_id limit :rowsMax
                    """)
                .bind("acceptance", id)
                .bind("judge", reviewer)
                .bind("rowsMax", ANSWERS_MAX)
                .mapTo(String.class)
                .list());
  }

  private long left(String id) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select count(distinct indicator_id) from review_judgements
                     where acceptance = :acceptance and judge = :judge
                    """)
                .bind("acceptance", id)
                .bind("judge", reviewer)
                .mapTo(Long.class)
                .one());
  }
}
