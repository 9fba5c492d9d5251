package dev.classify.dist;

import dev.classify.local.process.ProcessMemory;

/// The resident memory of processes; shared memory counts once in each tree.
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
    return ProcessMemory.ofTree(root.pid()).orElse(0);
  }
}
