package dev.classify.projector.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Whether the failure of a statement is one that time cures.
///
/// @param sql null if the failure did not come from the database
record SqlFailure(@Nullable SQLException sql) {

  static SqlFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new SqlFailure(sql);
      }
    }
    return new SqlFailure(null);
  }

  /// The data is refused (SQL states of the classes 22 and 23), or the statement is wrong (42).
  /// Everything else is a matter of the connection, the server or another transaction.
  private boolean isPermanent() {
    return sql == null || String.valueOf(sql.getSQLState()).matches("(2[23]|42).*");
  }

  /// @throws SQLException if the same statement may succeed later
  void requirePermanent() throws SQLException {
    if (sql != null && !isPermanent()) {
      throw sql;
    }
  }
}
