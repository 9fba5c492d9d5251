package dev.classify.local.process;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a process that does not exit on its own.
public final class ProcessEnd {

  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

  /// The system needs milliseconds, unless the process waits for a disk or a file server.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Duration INTERVAL = Duration.ofMillis(10);

  private ProcessEnd() {}

  /// Kills the process and waits until it is gone.
  public static void force(ProcessHandle process) throws InterruptedException {
    process.destroyForcibly();
    Wait wait = new Wait("a killed process to end", INTERVAL, TIMEOUT);
    if (!wait.until(() -> !ProcessIdentity.runs(process))) {
      log.warn("pid={} still runs {} s after it was killed", process.pid(), TIMEOUT.toSeconds());
    }
  }
}
