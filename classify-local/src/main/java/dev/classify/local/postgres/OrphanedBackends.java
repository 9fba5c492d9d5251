package dev.classify.local.postgres;

import dev.classify.local.process.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Backend processes that outlive a killed PostgreSQL server.
///
/// A backend in the middle of a query does not notice that its server was killed, and no new server
/// starts on the same data until it ends. Each backend leads a session of its own, so they share no
/// process group, but all of them work in the data folder.
final class OrphanedBackends {

  private OrphanedBackends() {}

  /// Ends the backends that have outlived their server; finds them only on systems with `/proc`.
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
