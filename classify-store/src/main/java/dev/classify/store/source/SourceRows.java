package dev.classify.store.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/// The rows of a table or query, streamed; holds a connection until it is closed.
public final class SourceRows implements AutoCloseable {

  /// Rows in memory at a time; a row has at most some 1.4 MB.
  private static final int ROWS_FETCHED = 50;

  private static final String SYNTAX_ERROR = "42601";

  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final List<String> columns;

  private SourceRows(Connection connection, Statement statement, ResultSet rows)
      throws SQLException {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.columns = List.copyOf(SourceIndicators.labels(rows));
  }

  /// Takes over the connection where it succeeds.
  static SourceRows open(Connection connection, String sql) throws SQLException {
    // A second statement could end the transaction that keeps the query from writing.
    if (Parser.parseJdbcSql(sql, true, false, true, false, false).size() != 1) {
      throw new SQLException("a query to read from is one statement", SYNTAX_ERROR);
    }
    // The driver streams only within a transaction; a user's query must not write.
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.setFetchSize(ROWS_FETCHED);
    return new SourceRows(connection, statement, statement.executeQuery(sql));
  }

  public List<String> columns() {
    return columns;
  }

  /// The texts of the next row by column, null after the last row.
  public @Nullable List<@Nullable String> next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    List<@Nullable String> texts = new ArrayList<>(columns.size());
    for (int i = 1; i <= columns.size(); i++) {
      texts.add(rows.getString(i));
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      statement.close();
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setReadOnly(false);
    }
  }
}
