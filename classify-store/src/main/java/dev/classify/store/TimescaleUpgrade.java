package dev.classify.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/// Uses TimescaleDB where a database has it, after its migrations: also where it has appeared later
/// than the tables, or has become a newer version.
final class TimescaleUpgrade {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection owner;

  TimescaleUpgrade(Connection owner) {
    this.owner = owner;
  }

  /// Brings the tables up to date. Two programs do it one after the other.
  ///
  /// @return what the tables are now
  Timescale apply(TimescaleSettings settings) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtext('classify timescaledb'))");
      try {
        statement.execute("create extension if not exists timescaledb");
        TimescalePlan plan = plan(statement);
        for (String sql : plan.statements(settings)) {
          statement.execute(sql);
        }
        return plan.community() ? Timescale.AGGREGATED : Timescale.USED;
      } catch (SQLException fault) {
        if (INSUFFICIENT_PRIVILEGE.equals(fault.getSQLState())) {
          return Timescale.NOT_PERMITTED;
        }
        throw fault;
      } finally {
        statement.execute("select pg_advisory_unlock(hashtext('classify timescaledb'))");
      }
    }
  }

  private static TimescalePlan plan(Statement statement) throws SQLException {
    Set<String> licences = names(statement, "select current_setting('timescaledb.license', true)");
    return new TimescalePlan(
        licences.contains("timescale"),
        names(
            statement,
            """
            select hypertable_name from timescaledb_information.hypertables
             where hypertable_schema = current_schema
            """),
        names(
            statement,
            """
            select view_name from timescaledb_information.continuous_aggregates
             where view_schema = current_schema
            """));
  }

  private static Set<String> names(Statement statement, String select) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
