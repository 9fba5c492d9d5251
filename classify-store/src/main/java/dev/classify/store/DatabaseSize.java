package dev.classify.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/// How much the database keeps and writes.
public final class DatabaseSize {

  private final Statements statements;

  public DatabaseSize(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Bytes of all tables and indexes.
  public long bytes() throws SQLException {
    return number("select pg_database_size(current_database())");
  }

  /// Bytes that the server has ever written to its write-ahead log.
  public long writeAheadLogBytes() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  private long number(String query) throws SQLException {
    return statements.run(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
