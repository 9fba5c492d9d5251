package dev.classify.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.classify.local.process.CannotStart;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ComponentStatus.State;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

  /// The guards give a program ten seconds before they kill it.
  private static final int ALL_GONE_SECONDS = 12;

  @TempDir Path folder;

  private final List<String> progress = new CopyOnWriteArrayList<>();
  private LocalSettings settings = LocalSettings.from(Map.of());

  @BeforeEach
  void useTemporaryHome() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("CLASSIFY_HOME", folder.resolve("home").toString());
    settings = LocalSettings.from(environment);
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    LocalStack.stop(settings.home());
  }

  @Test
  void secondStartKeepsDataAndPorts() throws Exception {
    StackAddresses first;
    try (LocalStack stack = start(StackMode.ATTACHED)) {
      first = stack.addresses();
      try (Connection database = connect(first)) {
        database.createStatement().execute("create table kept as select 42 as answer");
      }
    }
    assertThat(alive()).isEmpty();
    assertThat(progress)
        .contains("starting postgres", "starting restate", "starting worker")
        .endsWith("starting registration");

    try (LocalStack stack = start(StackMode.ATTACHED)) {
      assertThat(stack.addresses()).isEqualTo(first);
      try (Connection database = connect(first);
          ResultSet row = database.createStatement().executeQuery("select answer from kept")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(42);
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stackFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void secondSupervisorOnTheSameFolderIsRefused() throws Exception {
    start(StackMode.DETACHED);
    StartResult second = start(settings, StackMode.DETACHED);
    assertThat(second).isInstanceOf(StartResult.AlreadyRunning.class);

    assertThatThrownBy(
            () ->
                SupervisorLaunch.start(
                    settings,
                    new StackHome(settings.home()),
                    StackMode.DETACHED,
                    _ -> {},
                    StubSupervisor.class.getName()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("a stack already runs in " + settings.home() + ", supervisor pid ")
        .hasMessageContaining("mend: use it as it is, stop it with: classify local down");
  }

  @Test
  void killedProgramIsStartedAgain() throws Exception {
    try (LocalStack stack = start(StackMode.ATTACHED)) {
      for (String name : List.of("postgres", "restate", "worker")) {
        long killed = part(stack, name).pid();
        kill(killed);
        await().atMost(20, SECONDS).until(() -> part(stack, name).restarts() == 1);
        await().atMost(20, SECONDS).until(() -> part(stack, name).state() == State.READY);
        assertThat(part(stack, name).pid()).isNotEqualTo(killed);
      }
      try (Connection database = connect(stack.addresses())) {
        assertThat(database.isValid(1)).isTrue();
      }
      assertThat(progress).contains("restarting postgres", "restarting restate");
    }
  }

  @Test
  void databaseKilledInTheMiddleOfALongQueryIsStartedAgain() throws Exception {
    try (LocalStack stack = start(StackMode.ATTACHED);
        ExecutorService client = Executors.newSingleThreadExecutor()) {
      Future<?> query = client.submit(() -> countForMinutes(stack.addresses()));
      try (Connection database = connect(stack.addresses())) {
        await().atMost(10, SECONDS).until(() -> running(database, "select count(*) from gen%"));
      }
      kill(part(stack, "postgres").pid());
      await().atMost(5, SECONDS).until(() -> part(stack, "postgres").restarts() == 1);
      await().atMost(5, SECONDS).until(() -> part(stack, "postgres").state() == State.READY);
      try (Connection database = connect(stack.addresses())) {
        assertThat(database.isValid(1)).isTrue();
      }
      assertThatThrownBy(query::get).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void databaseAsksForThePassword() throws Exception {
    try (LocalStack stack = start(StackMode.ATTACHED)) {
      String url = stack.addresses().database().url();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "classify", "guessed"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void killedGuardTakesItsProgramWithIt() throws Exception {
    try (LocalStack stack = start(StackMode.ATTACHED)) {
      ProcessHandle program = ProcessHandle.of(part(stack, "worker").pid()).orElseThrow();
      program.parent().orElseThrow().destroyForcibly();
      await().atMost(20, SECONDS).until(() -> part(stack, "worker").restarts() == 1);
      await().atMost(20, SECONDS).until(() -> part(stack, "worker").state() == State.READY);
      assertThat(runs(program.pid())).isFalse();
    }
  }

  @Test
  void nothingOutlivesAKilledSupervisorAndTheNextOneStartsAtOnce() throws Exception {
    LocalStack stack = start(StackMode.DETACHED);
    List<Long> programs = alive();
    assertThat(programs).hasSize(3);
    kill(stack.status().orElseThrow().supervisorPid());

    try (LocalStack next = start(StackMode.ATTACHED)) {
      assertThat(programs).noneMatch(LocalStackIT::runs);
      assertThat(next.addresses()).isEqualTo(stack.addresses());
      kill(next.status().orElseThrow().supervisorPid());
      await().atMost(ALL_GONE_SECONDS, SECONDS).until(() -> alive().isEmpty());
    }
  }

  @Test
  void nothingOutlivesTheKilledParentOfAnAttachedStack() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(List.of(), StackParent.class.getName(), List.of()));
    builder.environment().putAll(settings.environment());
    Process parent = builder.start();
    assertThat(parent.inputReader().readLine()).isEqualTo("ready");
    LocalStack stack = LocalStack.attach(settings.home()).orElseThrow();
    long supervisor = stack.status().orElseThrow().supervisorPid();
    assertThat(alive()).hasSize(3);

    kill(parent.pid());
    await().atMost(ALL_GONE_SECONDS, SECONDS).until(() -> alive().isEmpty() && !runs(supervisor));
    assertThat(LocalStack.attach(settings.home())).isEmpty();
  }

  @Test
  void portTakenByAnotherProgramIsReportedWithItsHolder() throws Exception {
    Files.createDirectories(settings.home());
    int port = StackFile.obtain(stackFile()).port(StackFile.POSTGRES);
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(start(settings, StackMode.ATTACHED))
          .isInstanceOfSatisfying(
              StartResult.Failed.class,
              failed ->
                  assertThat(failed.message())
                      .startsWith(
                          "port "
                              + port
                              + " of postgres is taken by java (pid "
                              + ProcessHandle.current().pid())
                      .contains("\nmend: end that program"));
    }
    assertThat(alive()).isEmpty();
  }

  private LocalStack start(StackMode mode) throws Exception {
    return switch (start(settings, mode)) {
      case StartResult.Started started -> started.stack();
      case StartResult.AlreadyRunning running -> running.stack();
      case StartResult.Failed failed -> throw new AssertionError(failed.message());
    };
  }

  private StartResult start(LocalSettings settings, StackMode mode) throws Exception {
    return LocalStack.start(settings, mode, progress::add, StubSupervisor.class.getName());
  }

  private static Connection connect(StackAddresses addresses) throws SQLException {
    StackAddresses.Database database = addresses.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /// A query that is busy all the time, so that nothing interrupts it but its end.
  private static boolean countForMinutes(StackAddresses addresses) throws SQLException {
    try (Connection database = connect(addresses)) {
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

  private static ComponentStatus part(LocalStack stack, String name) throws IOException {
    return stack.status().orElseThrow().parts().stream()
        .map(StackStatus.Part::status)
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The processes that the pid files name, guards and supervisor aside.
  private List<Long> alive() throws IOException {
    List<Long> pids = new ArrayList<>();
    for (String name : List.of("postgres", "restate", "worker")) {
      Path file = settings.home().resolve("run").resolve(name + ".pid");
      if (Files.exists(file)) {
        pids.add(Long.parseLong(Files.readString(file).strip()));
      }
    }
    return pids.stream().filter(LocalStackIT::runs).toList();
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessIdentity::runs).isPresent();
  }

  /// As kill -9 does.
  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private Path stackFile() {
    return settings.home().resolve("stack.json");
  }
}
