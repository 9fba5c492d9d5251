package dev.classify.service.send;

import java.time.Duration;
import java.time.InstantSource;

/// The time of a worker, to be read and slept inside steps only.
public interface WorkerClock {

  /// Milliseconds of the Unix epoch.
  long millis();

  /// Nanoseconds since some time in the past; it never jumps.
  long nanos();

  void sleep(Duration duration) throws InterruptedException;

  /// The clock of this machine.
  static WorkerClock system() {
    InstantSource clock = InstantSource.system();
    return new WorkerClock() {
      @Override
      public long millis() {
        return clock.millis();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
