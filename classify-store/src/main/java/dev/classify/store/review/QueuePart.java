package dev.classify.store.review;

import org.jspecify.annotations.Nullable;

/// A part of the review queue.
///
/// @param judge whose judgement is wanted: without answers that they have judged; null for the
///     answers that anybody may judge
/// @param disputed answers whose judges disagree, in place of those that wait for judges
/// @param snapshot of [ReviewPages#counted], for what was in the queue then; null for all
public record QueuePart(@Nullable String judge, boolean disputed, @Nullable String snapshot) {

  /// What waits for judges, whoever they are.
  public static final QueuePart WAITING = new QueuePart(null, false, null);

  /// Answers that enough people have judged, without a majority.
  public static final QueuePart DISPUTED = new QueuePart(null, true, null);

  private static final String JUDGED =
      """
      (select count(*) from review_judgements j
        where j.indicator_id = open.indicator_id and j.batch_key = open.batch_key)
      """;

  /// Transactions that this database has not begun yet are those of another one, from which it was
  /// restored.
  private static final String COUNTED =
      """
       and (pg_visible_in_snapshot(open.opened_in, :snapshot::pg_snapshot)
            or open.opened_in >= pg_snapshot_xmax(pg_current_snapshot()))
      """;

  /// What a judge can judge.
  public static QueuePart of(String judge) {
    return new QueuePart(judge, false, null);
  }

  /// What of it was in the queue at a count.
  public QueuePart countedIn(String then) {
    return new QueuePart(judge, disputed, then);
  }

  /// The condition on a row of the queue called `open`, with the parameters `:judge` and
  /// `:snapshot`.
  String condition() {
    return snapshot == null ? judged() : judged() + COUNTED;
  }

  private String judged() {
    if (disputed) {
      return JUDGED + " >= " + ReviewSettings.JUDGES;
    }
    String wanted = JUDGED + " < " + ReviewSettings.JUDGES;
    return judge == null
        ? wanted
        : wanted
            + """
             and not exists (
               select from review_judgements own
                where own.indicator_id = open.indicator_id and own.batch_key = open.batch_key
                  and own.judge = :judge)
            """;
  }
}
