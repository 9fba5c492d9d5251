package dev.classify.store.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.store.Statements;
import dev.classify.store.events.EventLog;
import dev.classify.store.outcomes.AnswerColumns;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records what people say about answers, and what it changes, in one transaction.
public final class ReviewDecisions {

  private final Statements statements;

  public ReviewDecisions(DataSource database) {
    this.statements = new Statements(database);
  }

  /// How a person made an answer their own.
  public enum Approval {
    ACCEPT,
    CORRECT
  }

  /// The result of taking a decision back.
  public enum UndoResult {
    DONE,
    /// No decision stands.
    NOTHING,
    /// A newer answer has replaced the one that was decided about.
    SUPERSEDED
  }

  /// What a judgement changed.
  public enum Effect {
    /// Nothing: a newer answer has replaced the one that was judged.
    STALE,
    /// The judgement is stored. The answer stays as it is, because more judges are wanted, they
    /// disagree, or the judgement confirms what others decided.
    RECORDED,
    /// The answer is changed.
    DECIDED
  }

  /// Who decides.
  ///
  /// @param reviewer a person, or all judges who agree
  /// @param settles whether for good, whatever judges say
  private record Decider(String reviewer, @Nullable String note, boolean settles) {}

  /// Records that a person confirms or corrects an answer.
  ///
  /// @param decided the answer as the person wants it
  public Effect answer(
      ReviewItem item, Approval as, DecidedAnswer decided, String reviewer, @Nullable String note)
      throws SQLException {
    return judge(item, action(as), json(decided), reviewer, note, null);
  }

  /// Records that a person confirms an answer together with others.
  ///
  /// @param decided the answer, now that a person is sure of it
  /// @param acceptance id of what is accepted together
  Effect accept(ReviewItem item, DecidedAnswer decided, String reviewer, String acceptance)
      throws SQLException {
    return judge(item, action(Approval.ACCEPT), json(decided), reviewer, null, acceptance);
  }

  /// Records that a person rejects an answer: if that is decided, its indicator has none until it
  /// is classified again.
  public Effect reject(ReviewItem item, String reviewer, String reason) throws SQLException {
    return judge(item, "reject", null, reviewer, reason, null);
  }

  /// Decides about an answer whose judges disagree, or without waiting for more. It is not counted
  /// as a judgement, because who settles has seen what others said.
  ///
  /// @param decided the answer as the person wants it; null to reject it
  /// @param note why; needed for a rejection
  public Effect settle(
      ReviewItem item,
      Approval as,
      @Nullable DecidedAnswer decided,
      String reviewer,
      @Nullable String note)
      throws SQLException {
    return statements.inTransaction(
        handle -> {
          Optional<String> before = lock(handle, item);
          if (before.isEmpty()) {
            return Effect.STALE;
          }
          Decider by = new Decider(reviewer, note, true);
          long position =
              decided == null
                  ? withdraw(handle, item, by, before.get())
                  : replace(handle, item, action(as), json(decided), by, before.get());
          List<Judgement> agreeing =
              Judgements.of(handle, item.indicatorId(), item.batchKey()).stream()
                  .filter(one -> says(one, decided))
                  .toList();
          Judgements.link(handle, agreeing, position);
          return Effect.DECIDED;
        });
  }

  /// Decides about an answer by what its judges have said, if that is enough.
  Effect settle(ReviewItem item, Optional<Judgement> last) throws SQLException {
    return statements.inTransaction(
        handle -> {
          Optional<String> before = lock(handle, item);
          return before.isEmpty() ? Effect.STALE : settle(handle, item, last, before.get());
        });
  }

  private Effect judge(
      ReviewItem item,
      String action,
      @Nullable String answer,
      String judge,
      @Nullable String note,
      @Nullable String acceptance)
      throws SQLException {
    return statements.inTransaction(
        handle -> {
          Optional<String> before = lock(handle, item);
          if (before.isEmpty()) {
            return Effect.STALE;
          }
          Judgements.put(handle, item, judge, action, answer, note, acceptance);
          return settle(
              handle, item, Judgements.last(handle, item.indicatorId(), judge), before.get());
        });
  }

  private static Effect settle(
      Handle handle, ReviewItem item, Optional<Judgement> last, String before) {
    List<Judgement> judgements = Judgements.of(handle, item.indicatorId(), item.batchKey());
    int needed = item.openedAt() == null ? 1 : ReviewSettings.judges(handle);
    return switch (Settlement.of(judgements, last, needed)) {
      case Settlement.Waiting _, Settlement.Disputed _ -> Effect.RECORDED;
      case Settlement.Agreed agreed -> {
        Optional<Long> standing =
            ReviewSql.find(handle, ReviewSql.STANDING_DECISION, item.indicatorId(), Long.class);
        if (standing.isPresent()
            && agreed.agreeing().stream().anyMatch(one -> standing.get().equals(one.decision()))) {
          Judgements.link(handle, agreed.agreeing(), standing.get());
          yield Effect.RECORDED;
        }
        Judgement one = agreed.judgement();
        Decider by = new Decider(agreed.judges(), one.note(), false);
        long position =
            one.rejects()
                ? withdraw(handle, item, by, before)
                : replace(
                    handle,
                    item,
                    one.action(),
                    String.valueOf(Judgements.answer(handle, one)),
                    by,
                    before);
        Judgements.link(handle, agreed.agreeing(), position);
        yield Effect.DECIDED;
      }
    };
  }

  /// Makes an answer that of its judges.
  ///
  /// @return the position of the decision
  private static long replace(
      Handle handle, ReviewItem item, String action, String answer, Decider by, String before) {
    Map<String, ?> parameters =
        Map.of("id", item.indicatorId(), "answer", answer, "reviewer", by.reviewer());
    ReviewSql.execute(handle, parameters, ReviewSql.ANSWER, ReviewSql.ATTEMPT);
    long position = note(handle, item, action, by, before);
    ReviewSql.execute(handle, parameters, ReviewSql.CLOSE);
    EventLog.decision(handle, position);
    return position;
  }

  /// Withdraws an answer.
  ///
  /// @return the position of the decision
  private static long withdraw(Handle handle, ReviewItem item, Decider by, String before) {
    Map<String, ?> parameters =
        Map.of(
            "id",
            item.indicatorId(),
            "reviewer",
            by.reviewer(),
            "rejection",
            by.reviewer() + ": " + by.note());
    ReviewSql.execute(
        handle, parameters, ReviewSql.REJECT, ReviewSql.REJECTED_ATTEMPT, ReviewSql.WITHDRAW);
    long position = note(handle, item, "reject", by, before);
    ReviewSql.execute(handle, parameters, ReviewSql.CLOSE);
    EventLog.decision(handle, position);
    return position;
  }

  private static String action(Approval as) {
    return switch (as) {
      case ACCEPT -> "accept";
      case CORRECT -> "correct";
    };
  }

  private static String json(DecidedAnswer decided) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    AnswerColumns.put(answer, decided);
    return answer.toString();
  }

  private static boolean says(Judgement judgement, @Nullable DecidedAnswer decided) {
    return decided == null
        ? judgement.rejects()
        : Arrays.stream(AnswerField.values())
            .allMatch(
                field -> field.written(decided.answer()).equals(judgement.values().get(field)));
  }

  /// Takes back what a person decided for good about an indicator, else what they said as a judge.
  /// Someone who did neither takes back the last decision that stands.
  public UndoResult undo(String indicatorId, String judge) throws SQLException {
    return statements.inTransaction(handle -> ReviewUndo.undo(handle, indicatorId, judge));
  }

  /// Takes back what a judge has accepted together with others. What has happened to the answer
  /// since then stays, and the judgement no longer belongs to the acceptance.
  UndoResult undo(String indicatorId, String judge, String acceptance) throws SQLException {
    return statements.inTransaction(
        handle -> ReviewUndo.undo(handle, indicatorId, judge, acceptance));
  }

  /// The item's answer as JSON, locked until the end of the transaction; empty where a newer one
  /// has replaced it.
  private static Optional<String> lock(Handle handle, ReviewItem item) {
    return handle
        .createQuery(ReviewSql.LOCK)
        .bind("id", item.indicatorId())
        .bind("batchKey", item.batchKey())
        .bind("reviewedBy", item.reviewedBy())
        .mapTo(String.class)
        .findOne();
  }

  /// Records a decision.
  ///
  /// @return its position
  private static long note(
      Handle handle, ReviewItem item, String action, Decider by, String before) {
    String indicator =
        item.indicator() == null ? null : IndicatorJson.write(item.indicator()).toString();
    return handle
        .createQuery(ReviewSql.NOTE)
        .bindMethods(item)
        .bind("id", item.indicatorId())
        .bind("action", action)
        .bind("reviewer", by.reviewer())
        .bind("note", by.note())
        .bind("settles", by.settles())
        .bind("indicator", indicator)
        .bind("answerBefore", before)
        .mapTo(Long.class)
        .one();
  }
}
