package dev.classify.service.send;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// How long a durable step may wait. A request that was sent is always waited for.
public final class StepTime {

  /// Well below the time after which Restate gives up on a step that says nothing.
  public static final Duration WAIT_MAX = Duration.ofMinutes(4);

  /// How soon a waiting step notices that its worker stops.
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final WorkerClock clock;
  private final BooleanSupplier stopping;
  private final long endNanos;

  private StepTime(WorkerClock clock, BooleanSupplier stopping) {
    this.clock = clock;
    this.stopping = stopping;
    this.endNanos = clock.nanos() + WAIT_MAX.toNanos();
  }

  /// The time of a step that begins now.
  ///
  /// @param stopping whether the worker stops; another one continues its steps
  public static StepTime from(WorkerClock clock, BooleanSupplier stopping) {
    return new StepTime(clock, stopping);
  }

  /// Checks whether the step may go on waiting.
  ///
  /// @param waitsFor for people, as in "waiting for its turn"
  /// @throws StillWaiting where the step must not wait any longer
  public void check(String waitsFor) throws StillWaiting {
    if (stopping.getAsBoolean()) {
      throw new StillWaiting("its worker stops; another one continues");
    }
    if (clock.nanos() - endNanos > 0) {
      throw new StillWaiting("still waiting for " + waitsFor);
    }
  }

  /// Waits, with an eye on the end of the step.
  void sleep(Duration duration, String waitsFor) throws StillWaiting, InterruptedException {
    long untilNanos = clock.nanos() + duration.toNanos();
    while (true) {
      check(waitsFor);
      long left = untilNanos - clock.nanos();
      if (left <= 0) {
        return;
      }
      clock.sleep(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
    }
  }
}
