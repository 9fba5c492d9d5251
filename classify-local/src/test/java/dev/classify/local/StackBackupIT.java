package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.local.postgres.WalArchive;
import dev.classify.local.postgres.WalRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a running stack, and what a restore makes of them.
class StackBackupIT {

  @TempDir Path folder;

  private StubStack stub = new StubStack(Path.of("stub"), Map.of());

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    LocalStack.stop(stub.home(), true);
  }

  @Test
  void databaseIsRestoredAsOfTheBackupOrLaterByItsLog() throws Exception {
    Path archive = folder.resolve("wal");
    Path backup = folder.resolve("backup");
    Instant between;
    use("first", Map.of(WalArchive.SETTING, archive.toString()));
    try (LocalStack _ = stub.start(StackMode.ATTACHED);
        Connection owner = stub.connectAsOwner()) {
      execute(owner, "create table steps (name text)", "insert into steps values ('before')");
      StackBackup made = StackBackup.make(stub.home(), backup);
      assertThat(made.pause()).isPositive();
      assertThat(made.bytes()).isPositive();
      execute(owner, "insert into steps values ('after')");
      between = Instant.parse(text(owner, "select to_json(clock_timestamp())#>>'{}'"));
      Thread.sleep(50);
      execute(owner, "insert into steps values ('late')");
      try (Connection superuser = connectAsSuperuser()) {
        execute(superuser, "select pg_switch_wal()");
      }
    }
    LocalStack.stop(stub.home(), false);

    assertThat(stepsAfter("base", backup, null)).isEqualTo("before");
    assertThat(stepsAfter("until", backup, new WalRecovery(new WalArchive(archive), between)))
        .isEqualTo("before,after");
  }

  @Test
  void stackThatIsDownIsCopiedAsItIs() throws Exception {
    use("home", Map.of());
    try (LocalStack _ = stub.start(StackMode.ATTACHED);
        Connection owner = stub.connectAsOwner()) {
      execute(owner, "create table steps (name text)", "insert into steps values ('kept')");
    }
    Path backup = folder.resolve("backup");
    assertThat(StackBackup.make(stub.home(), backup).pause()).isZero();
    assertThat(stepsAfter("restored", backup, null)).isEqualTo("kept");
  }

  @Test
  void folderWithFilesIsLeftAlone() throws Exception {
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.createFile(used.resolve("letter.txt"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(home.resolve("stack.json"), "{}");
    assertThatThrownBy(() -> StackBackup.make(home, used))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(used + " is not empty");
    Path backup = folder.resolve("backup");
    StackBackup.make(home, backup);
    assertThatThrownBy(() -> StackRestore.run(backup, used, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(used + " is not empty");
    assertThatThrownBy(() -> StackRestore.run(used, folder.resolve("new"), null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is no whole backup");
    assertThat(used).isDirectoryContaining("glob:**letter.txt");
  }

  private String stepsAfter(String home, Path backup, @Nullable WalRecovery recovery)
      throws Exception {
    use(home, Map.of());
    StackRestore.run(backup, stub.home(), recovery);
    try (LocalStack _ = stub.start(StackMode.ATTACHED);
        Connection owner = stub.connectAsOwner()) {
      // It is a database of its own from now on.
      execute(owner, "create table own (x int)");
      return text(owner, "select string_agg(name, ',' order by ctid) from steps");
    }
  }

  private void use(String home, Map<String, String> settings) {
    stub = new StubStack(folder.resolve(home), settings);
  }

  private Connection connectAsSuperuser() throws IOException, SQLException {
    StackFile file = StackFile.read(stub.stackFile());
    return DriverManager.getConnection(
        StackAddresses.of(file).database().url(), "postgres", file.superuserPassword());
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    for (String statement : statements) {
      connection.createStatement().execute(statement);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    ResultSet row = connection.createStatement().executeQuery(query);
    row.next();
    return row.getString(1);
  }
}
