package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.local.postgres.EarlierDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The roles of the embedded database.
class DatabaseRolesIT {

  @TempDir Path folder;

  private StubStack stub = new StubStack(Path.of("stub"), Map.of());

  @BeforeEach
  void useTemporaryHome() {
    stub = new StubStack(folder.resolve("home"), Map.of());
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    LocalStack.stop(stub.home(), true);
  }

  @Test
  void applicationMakesNoTableAndRunsNoProgram() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED);
        Connection application = StubStack.connect(stack.addresses());
        Connection owner = stub.connectAsOwner()) {
      for (String refused :
          new String[] {
            "create table t (x int)", "create temp table t (x int)", "copy t from program 'env'"
          }) {
        assertThatThrownBy(() -> application.createStatement().execute(refused))
            .as(refused)
            .isInstanceOf(SQLException.class);
      }
      assertThat(text(application, "select rolsuper from pg_roles where rolname = 'classify'"))
          .isEqualTo("f");
      assertThat(text(owner, "select rolsuper from pg_roles where rolname = 'classify_owner'"))
          .isEqualTo("f");
      owner.createStatement().execute("create table t (x int)");
    }
  }

  @Test
  void stackOfAnEarlierBuildKeepsItsTablesAndPassword() throws Exception {
    Files.createDirectories(stub.home());
    Files.writeString(stub.stackFile(), "{\"ports\": {}, \"databasePassword\": \"it's old\"}");
    EarlierDatabase.create(
        stub.settings(),
        stub.home(),
        """
        create table kept (position int generated always as identity, answer int);

        insert into kept (answer) values (42);

        create schema mine;

        create table mine.series as select 7 as code;

        """);
    for (int start = 1; start <= 2; start++) {
      try (LocalStack stack = stub.start(StackMode.ATTACHED);
          Connection application = StubStack.connect(stack.addresses());
          Connection owner = stub.connectAsOwner()) {
        assertThat(stack.addresses().database().password()).isEqualTo("it's old");
        owner.createStatement().execute("alter table kept add column c" + start + " int");
        owner.createStatement().execute("insert into kept (answer) values (43)");
        assertThat(text(owner, "select sum(answer) from kept")).isEqualTo("" + (42 + 43 * start));
        assertThat(text(application, "select code from mine.series")).isEqualTo("7");
        assertThat(text(application, "select rolname from pg_roles where rolsuper"))
            .isEqualTo("postgres");
        assertThatThrownBy(() -> application.createStatement().execute("drop table kept"))
            .isInstanceOf(SQLException.class);
      }
    }
    assertThat(stub.home().resolve("postgres"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".sql"));
  }

  @Test
  void stackThatHasLostItsPasswordsComesBackToItsData() throws Exception {
    try (LocalStack _ = stub.start(StackMode.ATTACHED);
        Connection owner = stub.connectAsOwner()) {
      owner.createStatement().execute("create table kept as select 42 as answer");
    }
    Files.delete(stub.stackFile());
    Files.delete(stub.home().resolve("stack.copy.json"));
    try (LocalStack _ = stub.start(StackMode.ATTACHED);
        Connection owner = stub.connectAsOwner()) {
      assertThat(text(owner, "select answer from kept")).isEqualTo("42");
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
