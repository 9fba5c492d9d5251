package dev.classify.cli.submit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Work that a thread of its own repeats while a run lasts.
final class RepeatedCheck implements AutoCloseable {

  /// Not an interrupt, which would break the connection of a query under way.
  private final CountDownLatch closed = new CountDownLatch(1);

  private final Duration pause;
  private final BooleanSupplier check;

  private RepeatedCheck(Duration pause, BooleanSupplier check) {
    this.pause = pause;
    this.check = check;
  }

  /// Begins at once.
  ///
  /// @param check returns whether it has to be repeated after the pause
  static RepeatedCheck start(String name, Duration pause, BooleanSupplier check) {
    RepeatedCheck repeated = new RepeatedCheck(pause, check);
    Thread.ofVirtual().name(name).start(repeated::run);
    return repeated;
  }

  private void run() {
    try {
      while (check.getAsBoolean() && !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        // The pause is over: once more.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends after the check that is under way, without waiting for it.
  @Override
  public void close() {
    closed.countDown();
  }
}
