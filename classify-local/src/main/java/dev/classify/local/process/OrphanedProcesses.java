package dev.classify.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Programs of a supervisor that was killed: their guards are ending them, which takes a moment.
public final class OrphanedProcesses {

  /// Slightly longer than a guard waits.
  private static final Duration TIMEOUT = Duration.ofSeconds(12);

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private OrphanedProcesses() {}

  /// Waits until none is left, and kills what has lost its guard.
  public static void awaitGone(ProcessFiles files) throws IOException, InterruptedException {
    List<ProcessHandle> left =
        files.remembered().stream().flatMap(program -> program.find().stream()).toList();
    Wait wait = new Wait("the programs of a killed supervisor to end", INTERVAL, TIMEOUT);
    if (!wait.until(() -> left.stream().noneMatch(ProcessIdentity::runs))) {
      for (ProcessHandle process : left) {
        ProcessEnd.force(process);
      }
    }
  }
}
