package dev.classify.cli.bench;

import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import dev.classify.local.process.ProcessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/// The largest sum of the resident sizes of a stack and of this process, sampled while it is open.
final class MemorySampler implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final LocalStack stack;
  private final Timer clock = new Timer("memory", true);
  private long peakBytes;

  MemorySampler(LocalStack stack) {
    this.stack = stack;
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            sample();
          }
        };
    clock.schedule(task, 0, INTERVAL.toMillis());
  }

  private void sample() {
    try {
      long bytes = ProcessMemory.ofProcess(ProcessHandle.current().pid()).orElse(0);
      StackStatus status = stack.status().orElse(null);
      if (status != null) {
        bytes += status.supervisorBytes().orElse(0);
        for (StackStatus.Part part : status.parts()) {
          bytes += part.residentBytes().orElse(0);
        }
      }
      keep(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void keep(long bytes) {
    peakBytes = Math.max(peakBytes, bytes);
  }

  /// The peak so far; 0 if the system does not report it.
  synchronized long peakBytes() {
    return peakBytes;
  }

  @Override
  public void close() {
    clock.cancel();
  }
}
