package dev.classify.local.postgres;

import dev.classify.local.process.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Processes that serve the connections of a server.
///
/// One in the middle of a query does not notice that its server was killed, and as long as it
/// lives no new server starts on the same data. Each leads a session of its own, so no process
/// group holds them together, but all of them work in the data folder.
final class OrphanedBackends {

  private OrphanedBackends() {}

  /// Ends those that have outlived their server; finds them only where the system has `/proc`.
  static void end(Path data) throws InterruptedException {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().command().orElse("").endsWith("/bin/postgres"))
            .filter(process -> worksIn(data, process.pid()))
            .toList();
    for (ProcessHandle backend : left) {
      ProcessEnd.force(backend);
    }
  }

  private static boolean worksIn(Path data, long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(data.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }
}
