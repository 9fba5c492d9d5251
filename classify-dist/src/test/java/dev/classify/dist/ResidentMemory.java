package dev.classify.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The resident memory of processes. A page that several share, as PostgreSQL's buffers are, is
/// divided among them: what they take together.
final class ResidentMemory {

  private static final int SAMPLE_EVERY_MILLIS = 200;

  private ResidentMemory() {}

  /// The largest sum over two process trees while the first one runs; 0 without `/proc`.
  static long peakBytes(ProcessHandle running, ProcessHandle other) throws InterruptedException {
    long peak = 0;
    while (running.isAlive()) {
      peak = Math.max(peak, treeBytes(running) + treeBytes(other));
      Thread.sleep(SAMPLE_EVERY_MILLIS);
    }
    return peak;
  }

  private static long treeBytes(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(process -> bytes(process.pid()))
        .sum();
  }

  private static long bytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
