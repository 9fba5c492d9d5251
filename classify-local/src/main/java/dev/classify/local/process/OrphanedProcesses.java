package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of a supervisor that was killed: their guards are ending them, which takes a moment.
public final class OrphanedProcesses {

  /// Slightly longer than a guard waits.
  private static final Duration TIMEOUT = Duration.ofSeconds(12);

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private OrphanedProcesses() {}

  /// Waits until none is left, and kills what has lost its guard.
  public static void awaitGone(Path pids) throws IOException, InterruptedException {
    List<ProcessHandle> left = new ArrayList<>();
    try (Stream<Path> files = Files.list(pids)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
        of(file).ifPresent(left::add);
      }
    }
    Wait wait = new Wait("the programs of a killed supervisor to end", INTERVAL, TIMEOUT);
    if (!wait.until(() -> left.stream().noneMatch(ProcessIdentity::runs))) {
      for (ProcessHandle process : left) {
        ProcessEnd.force(process);
      }
    }
  }

  /// A pid file is written right after its program began.
  private static Optional<ProcessHandle> of(Path pidFile) throws IOException {
    String pid = Files.readString(pidFile).strip();
    if (!pid.matches("\\d{1,10}")) {
      return Optional.empty();
    }
    Instant written = Files.getLastModifiedTime(pidFile).toInstant();
    return new ProcessIdentity(Long.parseLong(pid), written).find();
  }
}
