package dev.classify.local;

import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A stack with real servers and a worker that does nothing.
final class StubStack {

  private final LocalSettings settings;
  private final List<String> progress = new CopyOnWriteArrayList<>();

  /// Settings of this machine, such as its path, besides those given.
  StubStack(Path home, Map<String, String> given) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(given);
    environment.put("CLASSIFY_HOME", home.toString());
    settings = LocalSettings.from(environment);
  }

  LocalSettings settings() {
    return settings;
  }

  Path home() {
    return settings.home();
  }

  Path stackFile() {
    return home().resolve("stack.json");
  }

  /// What the supervisors of this object have said so far.
  List<String> progress() {
    return progress;
  }

  LocalStack start(StackMode mode) throws InterruptedException {
    return switch (tryStart(mode)) {
      case StartResult.Started started -> started.stack();
      case StartResult.AlreadyRunning running -> running.stack();
      case StartResult.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  StartResult tryStart(StackMode mode) throws InterruptedException {
    return LocalStack.start(
        settings, mode, Topology.Request.NONE, progress::add, StubSupervisor.class.getName());
  }

  /// The processes that the pid files name, guards and supervisor aside.
  List<Long> alive() throws IOException {
    List<Long> pids = new ArrayList<>();
    for (String name : List.of("postgres", "restate", "worker")) {
      Path file = home().resolve("run").resolve(name + ".pid");
      if (Files.exists(file)) {
        pids.add(Long.parseLong(Files.readString(file).strip()));
      }
    }
    return pids.stream().filter(StubStack::runs).toList();
  }

  Connection connectAsOwner() throws IOException, SQLException {
    StackAddresses.Database owner = StackAddresses.databaseOwner(StackFile.read(stackFile()));
    return DriverManager.getConnection(owner.url(), owner.user(), owner.password());
  }

  static Connection connect(StackAddresses addresses) throws SQLException {
    StackAddresses.Database database = addresses.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  static ComponentStatus part(LocalStack stack, String name) throws IOException {
    return stack.status().orElseThrow().parts().stream()
        .map(StackStatus.Part::status)
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessIdentity::runs).isPresent();
  }

  /// As kill -9 does; returns when the process is gone.
  static void kill(long pid) throws InterruptedException {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    while (runs(pid)) {
      Thread.sleep(5);
    }
  }
}
