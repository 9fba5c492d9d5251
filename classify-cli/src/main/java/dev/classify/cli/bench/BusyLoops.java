package dev.classify.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// Threads that each keep a core busy while this is open.
final class BusyLoops implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();

  BusyLoops(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("busy-" + i).start(BusyLoops::spin));
    }
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
