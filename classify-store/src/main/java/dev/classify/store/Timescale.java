package dev.classify.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether a database has TimescaleDB, and whether the tables can use it.
public enum Timescale {
  /// The tables are hypertables, with continuous aggregates behind the views for analysts.
  AGGREGATED,
  /// The tables are or become hypertables. The build has no more than that.
  USED,
  /// It is there, but the owner of the tables may not create the extension.
  NOT_PERMITTED,
  /// It is installed but not in `shared_preload_libraries`, so the tables stay plain: the server
  /// would end the connection that creates the extension.
  NOT_PRELOADED,
  /// There is none; plain tables do.
  ABSENT;

  private static final String SELECT =
      """
      select exists (select from pg_extension where extname = 'timescaledb') as used,
             exists (select from pg_available_extensions where name = 'timescaledb') as installed,
             current_setting('timescaledb.disable_load', true) is not null as preloaded
      """;

  /// Makes the extension invisible to the migrations of one connection. A temporary relation is
  /// found before one of the system's with the same name.
  static final String HIDE =
      """
      create or replace temporary view pg_available_extensions as
        select * from pg_catalog.pg_available_extensions where name <> 'timescaledb'
      """;

  /// Asks the database.
  static Timescale of(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(SELECT)) {
      row.next();
      return of(row.getBoolean("used"), row.getBoolean("installed"), row.getBoolean("preloaded"));
    }
  }

  static Timescale of(boolean used, boolean installed, boolean preloaded) {
    if (used || (installed && preloaded)) {
      return USED;
    }
    return installed ? NOT_PRELOADED : ABSENT;
  }
}
