package dev.classify.store.review;

import dev.classify.store.events.EventLog;
import dev.classify.store.review.ReviewDecisions.UndoResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Takes back what a judge said, and the decision that rests on it.
final class ReviewUndo {

  private ReviewUndo() {}

  /// Takes back what a judge has accepted together with others, if that is the last that they said
  /// and is about the present answer.
  static UndoResult undo(Handle handle, String indicatorId, String judge, String acceptance) {
    Map<String, ?> parameters = Map.of("id", indicatorId, "judge", judge, "acceptance", acceptance);
    Optional<String> current = ReviewSql.find(handle, ReviewSql.CURRENT, indicatorId, String.class);
    boolean accepted =
        Judgements.last(handle, indicatorId, judge)
            .filter(own -> current.equals(Optional.of(own.batchKey())))
            .filter(own -> ReviewSql.finds(handle, ReviewSql.OF_ACCEPTANCE, parameters))
            .isPresent();
    UndoResult result =
        accepted && !ReviewSql.finds(handle, ReviewSql.SETTLED_BY, parameters)
            ? undo(handle, indicatorId, judge)
            : UndoResult.SUPERSEDED;
    ReviewSql.execute(handle, parameters, ReviewSql.LEAVE_ACCEPTANCE);
    return result;
  }

  static UndoResult undo(Handle handle, String indicatorId, String judge) {
    Optional<String> current = ReviewSql.find(handle, ReviewSql.CURRENT, indicatorId, String.class);
    Optional<Long> standing =
        ReviewSql.find(handle, ReviewSql.STANDING_DECISION, indicatorId, Long.class);
    Optional<String> settler =
        standing.flatMap(
            position -> ReviewSql.find(handle, ReviewSql.SETTLER, position, String.class));
    Optional<Judgement> own = Judgements.last(handle, indicatorId, judge);
    boolean decided =
        standing.isPresent() && settler.isEmpty() && own.map(Judgement::decision).equals(standing);
    boolean settled = settler.filter(judge::equals).isPresent();
    Optional<String> judged =
        current.or(
            () ->
                standing.flatMap(
                    position ->
                        ReviewSql.find(handle, ReviewSql.DECIDED_BATCH, position, String.class)));
    if (!decided && !settled && own.isPresent() && own.map(Judgement::batchKey).equals(judged)) {
      Judgements.delete(handle, List.of(own.get()));
      return UndoResult.DONE;
    }
    if (standing.isEmpty()) {
      return UndoResult.NOTHING;
    }
    if (!untouched(handle, indicatorId, current.isPresent())) {
      return UndoResult.SUPERSEDED;
    }
    List<Judgement> parts = Judgements.ofDecision(handle, standing.get());
    if (decided && own.isPresent()) {
      Judgements.delete(handle, List.of(own.get()));
      if (standsWithout(handle, own.get(), standing.get())) {
        return UndoResult.DONE;
      }
      Judgements.link(handle, parts, null);
    } else if (settler.isPresent()) {
      // The judges said it before, and still disagree.
      Judgements.link(handle, parts, null);
    } else {
      Judgements.delete(handle, parts);
    }
    ReviewSql.execute(
        handle,
        Map.of("id", indicatorId, "position", standing.get(), "reviewer", judge),
        ReviewSql.WITHDRAW,
        ReviewSql.RESTORE,
        ReviewSql.ATTEMPT,
        ReviewSql.UNREJECT,
        ReviewSql.REOPEN);
    long undone =
        handle
            .createQuery(ReviewSql.NOTE_UNDO)
            .bind("reviewer", judge)
            .bind("position", standing.get())
            .mapTo(Long.class)
            .one();
    EventLog.decision(handle, undone);
    return UndoResult.DONE;
  }

  /// Whether the indicator is still as the standing decision left it.
  private static boolean untouched(Handle handle, String indicatorId, boolean answered) {
    boolean rejected =
        ReviewSql.find(handle, ReviewSql.STANDING_REJECTION, indicatorId, Long.class).isPresent();
    return rejected
        ? !answered
        : ReviewSql.find(handle, ReviewSql.STANDING_ANSWER, indicatorId, Long.class).isPresent();
  }

  /// Whether a decision rests on the judgements that are left.
  private static boolean standsWithout(Handle handle, Judgement withdrawn, long decision) {
    boolean queued =
        ReviewSql.find(handle, ReviewSql.QUEUED_DECISION, decision, Long.class).isPresent();
    List<Judgement> left = Judgements.of(handle, withdrawn.indicatorId(), withdrawn.batchKey());
    int needed = queued ? ReviewSettings.judges(handle) : 1;
    return Settlement.of(left, Optional.empty(), needed) instanceof Settlement.Agreed agreed
        && agreed.judgement().agreesWith(withdrawn);
  }
}
