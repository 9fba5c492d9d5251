package dev.classify.local;

import dev.classify.local.process.ProcessFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of a stack, and the files in it.
record StackHome(Path root) {

  void create() throws IOException {
    Files.createDirectories(run());
    Files.createDirectories(processFiles().logs());
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path restate() {
    return root.resolve("restate");
  }

  /// Of one of several Restate nodes.
  Path node(String name) {
    return root.resolve(name);
  }

  /// Exists once the cluster of several nodes has been created.
  Path founded() {
    return root.resolve("founded");
  }

  Path objectStore() {
    return root.resolve("object-store");
  }

  Path nginx() {
    return root.resolve("nginx");
  }

  /// Ports and password, kept as long as the data.
  Path stackFile() {
    return root.resolve("stack.json");
  }

  /// The state of the supervisor; meaningless once that process is gone.
  Path stateFile() {
    return run().resolve("supervisor.json");
  }

  Path lockFile() {
    return run().resolve("lock");
  }

  ProcessFiles processFiles() {
    return new ProcessFiles(run(), root.resolve("logs"));
  }

  private Path run() {
    return root.resolve("run");
  }
}
