package dev.classify.store.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.store.Statements;
import dev.classify.store.outcomes.AnswerColumns;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Records what people decide, each decision in one transaction with all its effects.
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

  /// Makes an answer a person's.
  ///
  /// @param decided the answer as the person wants it
  /// @return false where a newer answer has replaced the item's
  public boolean answer(
      ReviewItem item, Approval as, DecidedAnswer decided, String reviewer, @Nullable String note)
      throws SQLException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    AnswerColumns.put(answer, decided);
    String action =
        switch (as) {
          case ACCEPT -> "accept";
          case CORRECT -> "correct";
        };
    return statements.inTransaction(
        handle -> {
          Optional<String> before = lock(handle, item);
          if (before.isEmpty()) {
            return false;
          }
          Map<String, ?> parameters =
              Map.of("id", item.indicatorId(), "answer", answer.toString(), "reviewer", reviewer);
          execute(handle, parameters, ReviewSql.ANSWER, ReviewSql.ATTEMPT);
          note(handle, item, action, reviewer, note, before.get());
          execute(handle, parameters, ReviewSql.CLOSE);
          return true;
        });
  }

  /// Withdraws an answer: its indicator has none until it is classified again.
  ///
  /// @return false where a newer answer has replaced the item's
  public boolean reject(ReviewItem item, String reviewer, String reason) throws SQLException {
    return statements.inTransaction(
        handle -> {
          Optional<String> before = lock(handle, item);
          if (before.isEmpty()) {
            return false;
          }
          Map<String, ?> parameters =
              Map.of(
                  "id",
                  item.indicatorId(),
                  "reviewer",
                  reviewer,
                  "rejection",
                  reviewer + ": " + reason);
          execute(
              handle, parameters, ReviewSql.REJECT, ReviewSql.REJECTED_ATTEMPT, ReviewSql.WITHDRAW);
          note(handle, item, "reject", reviewer, reason, before.get());
          execute(handle, parameters, ReviewSql.CLOSE);
          return true;
        });
  }

  /// Takes back the last decision about an indicator that stands.
  public UndoResult undo(String indicatorId, String reviewer) throws SQLException {
    return statements.inTransaction(handle -> undo(handle, indicatorId, reviewer));
  }

  private static UndoResult undo(Handle handle, String indicatorId, String reviewer) {
    boolean answered = find(handle, ReviewSql.CURRENT, indicatorId, String.class).isPresent();
    Optional<Long> position = find(handle, ReviewSql.STANDING_DECISION, indicatorId, Long.class);
    if (position.isEmpty()) {
      return UndoResult.NOTHING;
    }
    boolean rejected =
        find(handle, ReviewSql.STANDING_REJECTION, indicatorId, Long.class).isPresent();
    boolean untouched =
        rejected
            ? !answered
            : find(handle, ReviewSql.STANDING_ANSWER, indicatorId, Long.class).isPresent();
    if (!untouched) {
      return UndoResult.SUPERSEDED;
    }
    execute(
        handle,
        Map.of("id", indicatorId, "position", position.get(), "reviewer", reviewer),
        ReviewSql.WITHDRAW,
        ReviewSql.RESTORE,
        ReviewSql.ATTEMPT,
        ReviewSql.UNREJECT,
        ReviewSql.REOPEN,
        ReviewSql.NOTE_UNDO);
    return UndoResult.DONE;
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

  private static void note(
      Handle handle,
      ReviewItem item,
      String action,
      String reviewer,
      @Nullable String note,
      String before) {
    String indicator =
        item.indicator() == null ? null : IndicatorJson.write(item.indicator()).toString();
    handle
        .createUpdate(ReviewSql.NOTE)
        .bindMethods(item)
        .bind("id", item.indicatorId())
        .bind("action", action)
        .bind("reviewer", reviewer)
        .bind("note", note)
        .bind("indicator", indicator)
        .bind("answerBefore", before)
        .execute();
  }

  private static void execute(Handle handle, Map<String, ?> parameters, String... sql) {
    for (String statement : sql) {
      handle
          .createUpdate(statement)
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bindMap(parameters)
          .execute();
    }
  }

  private static <T> Optional<T> find(
      Handle handle, String sql, String indicatorId, Class<T> column) {
    return handle.createQuery(sql).bind("id", indicatorId).mapTo(column).findOne();
  }
}
