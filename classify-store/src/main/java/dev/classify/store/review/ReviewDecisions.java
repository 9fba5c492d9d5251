package dev.classify.store.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.store.outcomes.OutcomeRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes what people decide: each decision in one transaction with what follows from it.
public final class ReviewDecisions {

  private final DataSource database;

  public ReviewDecisions(DataSource database) {
    this.database = database;
  }

  /// How an answer came to be a person's.
  public enum Approval {
    ACCEPT,
    CORRECT
  }

  /// What came of taking a decision back.
  public enum UndoResult {
    DONE,
    /// Nobody decided anything that still stands.
    NOTHING,
    /// There is an answer of later.
    SUPERSEDED
  }

  /// Makes an answer a person's.
  ///
  /// @param decided the answer as it is to stand
  /// @return false where a later answer has taken the place of the item's
  public boolean answer(
      ReviewItem item, Approval as, DecidedAnswer decided, String reviewer, @Nullable String note)
      throws SQLException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    OutcomeRows.put(answer, decided);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      String before = lock(connection, item);
      if (before == null) {
        connection.rollback();
        return false;
      }
      execute(connection, ReviewSql.ANSWER, answer.toString(), reviewer, item.indicatorId());
      execute(connection, ReviewSql.ATTEMPT, item.indicatorId());
      note(
          connection,
          item,
          switch (as) {
            case ACCEPT -> "accept";
            case CORRECT -> "correct";
          },
          reviewer,
          note,
          before);
      execute(connection, ReviewSql.CLOSE, item.indicatorId());
      connection.commit();
      return true;
    }
  }

  /// Withdraws an answer: its indicator has none until it is classified again.
  ///
  /// @return false where a later answer has taken the place of the item's
  public boolean reject(ReviewItem item, String reviewer, String reason) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      String before = lock(connection, item);
      if (before == null) {
        connection.rollback();
        return false;
      }
      String told = reviewer + ": " + reason;
      execute(connection, ReviewSql.REJECT, told, item.indicatorId());
      execute(connection, ReviewSql.REJECTED_ATTEMPT, told, reviewer, item.indicatorId());
      execute(connection, ReviewSql.WITHDRAW, item.indicatorId());
      note(connection, item, "reject", reviewer, reason, before);
      execute(connection, ReviewSql.CLOSE, item.indicatorId());
      connection.commit();
      return true;
    }
  }

  /// Takes back the last decision about an indicator that stands.
  public UndoResult undo(String indicatorId, String reviewer) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      UndoResult undone = undo(connection, indicatorId, reviewer);
      switch (undone) {
        case DONE -> connection.commit();
        case NOTHING, SUPERSEDED -> connection.rollback();
      }
      return undone;
    }
  }

  private static UndoResult undo(Connection connection, String indicatorId, String reviewer)
      throws SQLException {
    String current = one(connection, ReviewSql.CURRENT, indicatorId);
    String position = one(connection, ReviewSql.STANDING_DECISION, indicatorId);
    if (position == null) {
      return UndoResult.NOTHING;
    }
    String rejected = one(connection, ReviewSql.STANDING_REJECTION, indicatorId);
    String judged = one(connection, ReviewSql.STANDING_ANSWER, indicatorId);
    boolean untouched = rejected == null ? judged != null : current == null;
    if (!untouched) {
      return UndoResult.SUPERSEDED;
    }
    execute(connection, ReviewSql.WITHDRAW, indicatorId);
    execute(connection, ReviewSql.RESTORE, position);
    execute(connection, ReviewSql.ATTEMPT, indicatorId);
    execute(connection, ReviewSql.UNREJECT, indicatorId);
    execute(connection, ReviewSql.REOPEN, position);
    execute(connection, ReviewSql.NOTE_UNDO, reviewer, position);
    return UndoResult.DONE;
  }

  /// The answer as it stands, which nobody else can change until the end of the transaction; null
  /// where it is another.
  private static @Nullable String lock(Connection connection, ReviewItem item) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ReviewSql.LOCK)) {
      select.setString(1, item.indicatorId());
      select.setString(2, item.batchKey());
      select.setString(3, item.reviewedBy());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static void note(
      Connection connection,
      ReviewItem item,
      String action,
      String reviewer,
      @Nullable String note,
      String before)
      throws SQLException {
    String indicator =
        item.indicator() == null ? null : IndicatorJson.write(item.indicator()).toString();
    execute(
        connection,
        ReviewSql.NOTE,
        reviewer,
        item.indicatorId(),
        action,
        item.contentHash(),
        item.reason(),
        note,
        indicator,
        before,
        item.indicatorId());
  }

  private static void execute(Connection connection, String sql, @Nullable String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private static @Nullable String one(Connection connection, String sql, String indicatorId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, indicatorId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
