package dev.classify.service.batch;

import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How many requests to one model a worker has under way at a time.
///
/// The budget says how many are sent in a minute; by Little's law a server that takes ten times as
/// long has ten times as many under way. It shows that they are too many where three of ten fail or
/// take more than half of the time allowed: then a third fewer are let through. While at least half
/// of the places are needed and answered well there is one more each time that all are, up to the
/// most. A single failure says nothing: some servers fail now and then whatever they have to do.
final class ConcurrencyLimit {

  private static final double FEWER = 2.0 / 3;
  private static final int LOOKED_AT = 10;
  private static final int STRAINED_OF_THEM = 3;

  private final int most;
  private final long slowNanos;
  private final LongSupplier nanos;
  private double limit;
  private int taken;

  /// Those that began before were let through at the former limit: what becomes of them says
  /// nothing of the present one.
  private long shrunkAt;

  private int seen;
  private int strainedOfSeen;

  /// All are free.
  ///
  /// @param most of them, ever
  /// @param allowed for a request
  ConcurrencyLimit(int most, Duration allowed, LongSupplier nanos) {
    this.most = most;
    this.slowNanos = allowed.toNanos() / 2;
    this.nanos = nanos;
    this.limit = most;
    this.shrunkAt = nanos.getAsLong();
  }

  /// Takes a place as soon as there is one.
  ///
  /// @return false where there was none in this time
  synchronized boolean acquire(Duration patience) throws InterruptedException {
    long deadline = nanos.getAsLong() + patience.toNanos();
    while (taken >= Math.floor(limit)) {
      long left = deadline - nanos.getAsLong();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    taken++;
    return true;
  }

  /// Gives a place back and learns of what became of its request.
  ///
  /// @param begunAt when it was sent, by the same clock
  synchronized void release(LlmOutcome outcome, long begunAt) {
    boolean needed = taken * 2 >= limit;
    taken--;
    long now = nanos.getAsLong();
    boolean strained = outcome.serverFailed() || now - begunAt > slowNanos;
    if (begunAt - shrunkAt >= 0) {
      note(strained, now);
    }
    if (!strained && needed) {
      limit = Math.min(most, limit + 1 / limit);
    }
    notifyAll();
  }

  private void note(boolean strained, long now) {
    seen++;
    strainedOfSeen += strained ? 1 : 0;
    if (strainedOfSeen >= STRAINED_OF_THEM) {
      // What is taken is what strains: there may be many more places than that.
      limit = Math.max(1, Math.min(limit, taken + 1) * FEWER);
      shrunkAt = now;
    }
    if (seen >= LOOKED_AT || strainedOfSeen >= STRAINED_OF_THEM) {
      seen = 0;
      strainedOfSeen = 0;
    }
  }

  /// How many may be taken now.
  synchronized int limit() {
    return (int) limit;
  }
}
