package dev.classify.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file by which a worker of the embedded stack says that there is work for the runner, which
/// the supervisor starts then. The runner removes the file before it ends.
record RunnerFile(Path path) implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RunnerFile.class);

  /// @param path null where a runner always waits for work
  static Runnable of(@Nullable String path) {
    return path == null ? () -> {} : new RunnerFile(Path.of(path));
  }

  @Override
  public void run() {
    try {
      Files.writeString(path, "");
    } catch (IOException fault) {
      LOG.warn("runner not woken file={}: {}", path, fault.toString());
    }
  }
}
