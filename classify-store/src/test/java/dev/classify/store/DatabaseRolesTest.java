package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the role of the application may do after a migration.
class DatabaseRolesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void applicationReadsAndWritesRowsOfEveryTable() throws SQLException {
    for (String right : List.of("select", "insert", "update", "delete")) {
      String tables =
          """
          select relname from pg_class
           where relnamespace = current_schema::regnamespace and relkind = 'r'
             and relname <> 'flyway_schema_history'
             and not has_table_privilege('classify', oid, '%s')
          """
              .formatted(right);
      assertThat(DATABASE.texts(tables)).as(right).isEmpty();
    }
    application(
        "insert into jobs (job_id, source, provider, answer_version, state, rows_total,"
            + " rows_refused) values ('j', 's', 'rules', 'v', 'running', 1, 0)");
    application("delete from jobs");
  }

  @Test
  void applicationChangesNoTableAndRunsNoProgram() {
    for (String statement :
        List.of(
            "create table pwn (x int)",
            "alter table jobs add column x int",
            "drop table jobs",
            "truncate jobs",
            "copy jobs to program 'env'",
            "create role pwn superuser",
            "update flyway_schema_history set success = false")) {
      assertThatThrownBy(() -> application(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void applicationReadsTablesThatTheOwnerMakesLater() throws SQLException {
    DATABASE.execute("create table later (x int)");
    application("insert into later values (1)");
    DATABASE.execute("drop table later");
  }

  /// Managed databases give the application no rights on the server.
  @Test
  void applicationKnowsWhichDatabaseItIsConnectedTo() throws SQLException {
    assertThat(Database.identity(DATABASE.dataSource()))
        .matches("\\w+\\.databaserolestest@\\d{19}")
        .isEqualTo(Database.identity(DATABASE.owner()));
  }

  private static void application(String sql) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
