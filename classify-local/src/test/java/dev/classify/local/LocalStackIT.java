package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

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
  void secondStartKeepsDataAndPorts() throws Exception {
    StackAddresses first;
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      first = stack.addresses();
      try (Connection database = stub.connectAsOwner()) {
        database.createStatement().execute("create table kept as select 42 as answer");
        database.createStatement().execute("grant select on kept to classify");
      }
    }
    assertThat(stub.alive()).isEmpty();
    assertThat(stub.progress())
        .contains("starting postgres", "starting restate", "starting worker")
        .endsWith("starting registration");

    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      assertThat(stack.addresses()).isEqualTo(first);
      try (Connection database = StubStack.connect(first);
          ResultSet row = database.createStatement().executeQuery("select answer from kept")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(42);
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stub.stackFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void workerThatDrainsIsNotAwaitedOnDemand() throws Exception {
    stub = new StubStack(folder.resolve("home"), Map.of("SERVICE_STUB_DRAIN", "25"));
    stub.start(StackMode.DETACHED);
    Instant before = Instant.now();
    assertThat(LocalStack.stop(stub.home(), true)).isTrue();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(stub.alive()).isEmpty();
  }

  @Test
  void secondSupervisorOnTheSameFolderGivesWay() throws Exception {
    stub.start(StackMode.DETACHED);
    StartResult second = stub.tryStart(StackMode.DETACHED);
    assertThat(second).isInstanceOf(StartResult.AlreadyRunning.class);

    assertThat(
            SupervisorLaunch.start(
                stub.settings(),
                new StackHome(stub.home()),
                StackMode.DETACHED,
                Topology.Request.NONE,
                _ -> {},
                StubSupervisor.class.getName()))
        .isEmpty();
    assertThat(stub.alive()).hasSize(3);
  }

  @Test
  void handlerOfANewerWorkerIsRegistered() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      assertThat(registered(stack)).contains("\"run\"").doesNotContain("\"walk\"");
    }
    stub = new StubStack(stub.home(), Map.of("SERVICE_STUB_HANDLER", "walk"));
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      assertThat(registered(stack)).contains("\"walk\"");
    }
  }

  @Test
  void databaseAsksForThePassword() throws Exception {
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      String url = stack.addresses().database().url();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "classify", "guessed"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void portTakenByAnotherProgramIsReportedWithItsHolder() throws Exception {
    Files.createDirectories(stub.home());
    int port = StackFile.obtain(stub.stackFile(), Topology.Request.NONE).port(StackFile.POSTGRES);
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(stub.tryStart(StackMode.ATTACHED))
          .isInstanceOfSatisfying(
              StartResult.Failed.class,
              failed ->
                  assertThat(failed.failure().getMessage())
                      .startsWith(
                          "port "
                              + port
                              + " of postgres is used by java (pid "
                              + ProcessHandle.current().pid())
                      .contains("\nfix: stop that program"));
    }
    assertThat(stub.alive()).isEmpty();
  }

  private static String registered(LocalStack stack) throws IOException {
    URI service = stack.addresses().admins().getFirst().resolve("/services/stub");
    try (InputStream answer = service.toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
