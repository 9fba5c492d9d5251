package dev.classify.service.send;

import java.time.Duration;

/// A clock that moves only when somebody sleeps.
public final class TestClock implements WorkerClock {

  /// Late enough for the shipped prices to hold.
  public static final long START_MILLIS = 1_796_000_000_000L;

  private long nanosPassed;

  @Override
  public long millis() {
    return START_MILLIS + nanosPassed / 1_000_000;
  }

  @Override
  public long nanos() {
    return nanosPassed;
  }

  @Override
  public void sleep(Duration duration) {
    nanosPassed += duration.toNanos();
  }

  /// The next requests happen from this time on, as if others ran beside them.
  void set(long newNanos) {
    nanosPassed = newNanos;
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanosPassed);
  }
}
