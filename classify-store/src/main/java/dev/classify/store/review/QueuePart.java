package dev.classify.store.review;

import org.jspecify.annotations.Nullable;

/// A part of the review queue.
///
/// @param judge whose judgement is wanted: without answers that they have judged; null for the
///     answers that anybody may judge
/// @param disputed answers whose judges disagree, in place of those that wait for judges
public record QueuePart(@Nullable String judge, boolean disputed) {

  /// What waits for judges, whoever they are.
  public static final QueuePart WAITING = new QueuePart(null, false);

  /// Answers that enough people have judged, without a majority.
  public static final QueuePart DISPUTED = new QueuePart(null, true);

  private static final String JUDGED =
      """
      (select count(*) from review_judgements j
        where j.indicator_id = open.indicator_id and j.batch_key = open.batch_key)
      """;

  /// What a judge can judge.
  public static QueuePart of(String judge) {
    return new QueuePart(judge, false);
  }

  /// The condition on a row of the queue called `open`, with the parameter `:judge`.
  String condition() {
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
