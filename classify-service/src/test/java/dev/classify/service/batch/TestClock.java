package dev.classify.service.batch;

import java.time.Duration;

/// A clock that moves only when somebody sleeps.
final class TestClock implements WorkerClock {

  /// Late enough for the shipped prices to hold.
  static final long START_MILLIS = 1_780_000_000_000L;

  private long millis = START_MILLIS;

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public long nanos() {
    return millis * 1_000_000;
  }

  @Override
  public void sleep(Duration duration) {
    millis += duration.toMillis();
  }

  void set(long newMillis) {
    millis = newMillis;
  }

  Duration elapsed() {
    return Duration.ofMillis(millis - START_MILLIS);
  }
}
