package dev.classify.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.classify.local.process.ComponentStatus.State;
import dev.classify.local.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kill -9 of every process of a stack, one after another.
class KilledProcessIT {

  /// The guards give a program ten seconds before they kill it.
  private static final int ALL_GONE_SECONDS = 12;

  @TempDir Path folder;

  private StubStack stub = new StubStack(Path.of("stub"), Map.of());

  @BeforeEach
  void useTemporaryHome() {
    stub = new StubStack(folder.resolve("home"), Map.of());
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    LocalStack.stop(stub.home(), false);
  }

  @Test
  void killedProgramIsStartedAgain() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      for (String name : List.of("postgres", "restate", "worker")) {
        long killed = StubStack.part(stack, name).pid();
        StubStack.kill(killed);
        await().atMost(20, SECONDS).until(() -> StubStack.part(stack, name).restarts() == 1);
        await().atMost(20, SECONDS).until(() -> StubStack.part(stack, name).state() == State.READY);
        assertThat(StubStack.part(stack, name).pid()).isNotEqualTo(killed);
      }
      try (Connection database = StubStack.connect(stack.addresses())) {
        assertThat(database.isValid(1)).isTrue();
      }
      assertThat(stub.progress()).contains("restarting postgres", "restarting restate");
    }
  }

  @Test
  void databaseKilledInTheMiddleOfALongQueryIsStartedAgain() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED);
        ExecutorService client = Executors.newSingleThreadExecutor()) {
      Future<?> query = client.submit(() -> countForMinutes(stack.addresses()));
      try (Connection database = StubStack.connect(stack.addresses())) {
        await().atMost(10, SECONDS).until(() -> running(database, "select count(*) from gen%"));
      }
      StubStack.kill(StubStack.part(stack, "postgres").pid());
      await().atMost(20, SECONDS).until(() -> StubStack.part(stack, "postgres").restarts() == 1);
      await()
          .atMost(20, SECONDS)
          .until(() -> StubStack.part(stack, "postgres").state() == State.READY);
      try (Connection database = StubStack.connect(stack.addresses())) {
        assertThat(database.isValid(1)).isTrue();
      }
      assertThatThrownBy(query::get).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void killedGuardTakesItsProgramWithIt() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      ProcessHandle program = ProcessHandle.of(StubStack.part(stack, "worker").pid()).orElseThrow();
      program.parent().orElseThrow().destroyForcibly();
      await().atMost(20, SECONDS).until(() -> StubStack.part(stack, "worker").restarts() == 1);
      await()
          .atMost(20, SECONDS)
          .until(() -> StubStack.part(stack, "worker").state() == State.READY);
      assertThat(StubStack.runs(program.pid())).isFalse();
    }
  }

  @Test
  void nothingOutlivesAKilledSupervisorAndTheNextOneStartsAtOnce() throws Exception {
    LocalStack stack = stub.start(StackMode.DETACHED);
    List<Long> programs = stub.alive();
    assertThat(programs).hasSize(3);
    StubStack.kill(stack.status().orElseThrow().supervisorPid());

    try (LocalStack next = stub.start(StackMode.ATTACHED)) {
      assertThat(programs).noneMatch(StubStack::runs);
      assertThat(next.addresses()).isEqualTo(stack.addresses());
      StubStack.kill(next.status().orElseThrow().supervisorPid());
      await().atMost(ALL_GONE_SECONDS, SECONDS).until(() -> stub.alive().isEmpty());
    }
  }

  @Test
  void nothingOutlivesTheKilledParentOfAnAttachedStack() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(List.of(), StackParent.class.getName(), List.of()));
    builder.environment().putAll(stub.settings().environment());
    Process parent = builder.start();
    assertThat(parent.inputReader().readLine()).isEqualTo("ready");
    LocalStack stack = LocalStack.attach(stub.home()).orElseThrow();
    long supervisor = stack.status().orElseThrow().supervisorPid();
    assertThat(stub.alive()).hasSize(3);

    StubStack.kill(parent.pid());
    await()
        .atMost(ALL_GONE_SECONDS, SECONDS)
        .until(() -> stub.alive().isEmpty() && !StubStack.runs(supervisor));
    assertThat(LocalStack.attach(stub.home())).isEmpty();
  }

  /// A query that is busy all the time, so that nothing interrupts it but its end.
  private static boolean countForMinutes(StackAddresses addresses) throws SQLException {
    try (Connection database = StubStack.connect(addresses)) {
      return database
          .createStatement()
          .execute(
              "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b");
    }
  }

  private static boolean running(Connection database, String query) throws SQLException {
    try (PreparedStatement active =
        database.prepareStatement("select 1 from pg_stat_activity where query like ?")) {
      active.setString(1, query);
      return active.executeQuery().next();
    }
  }
}
