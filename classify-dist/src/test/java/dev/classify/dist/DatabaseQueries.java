package dev.classify.dist;

import dev.classify.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Direct access to a database, without the program under test.
record DatabaseQueries(DatabaseSettings database) {

  /// The single number that a query returns.
  long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  /// The single value that a query returns.
  String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement change = connection.createStatement()) {
      change.execute(statement);
    }
  }

  /// The rows of a job that are classified.
  long stored(String job) throws SQLException {
    return number(
        "select coalesce(sum(classified), 0) from job_batches where job_id = '" + job + "'");
  }

  /// The rows of a job in a table.
  long rows(String table, String job) throws SQLException {
    return number("select count(*) from " + table + " where job_id = '" + job + "'");
  }

  /// The time of the database.
  String now() throws SQLException {
    return text("select now()");
  }

  /// The longest time between two stored rows of a job.
  ///
  /// @param since a time of the database
  Duration longestPause(String since) throws SQLException {
    return Duration.ofMillis(
        number(
            """
            select coalesce((1000 * extract(epoch from max(pause)))::bigint, 0)
              from (select attempted_at - lag(attempted_at)
                             over (partition by job_id order by attempted_at) as pause
                      from classification_attempts where attempted_at > '%s') as pauses
            """
                .formatted(since)));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
