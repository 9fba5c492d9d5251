package dev.classify.service.batch;

import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Limits how many requests to one model a worker has in flight.
///
/// The budget limits the requests of a minute; by Little's law a server that takes ten times as
/// long
/// has ten times as many in flight. Where three of ten fail, or take more than half of the timeout,
/// the server is overloaded and the limit shrinks by a third. While at least half of the limit is
/// in
/// use and answered well, it grows by one for each full round, up to the maximum. A single failure
/// changes nothing, since some servers fail now and then under any load.
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

  /// @param most requests in flight, ever
  /// @param allowed timeout of a request
  ConcurrencyLimit(int most, Duration allowed, LongSupplier nanos) {
    this.most = most;
    this.slowNanos = allowed.toNanos() / 2;
    this.nanos = nanos;
    this.limit = most;
    this.shrunkAt = nanos.getAsLong();
  }

  /// Waits until another request may be sent.
  ///
  /// @return false where the limit was still reached after this time
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

  /// Ends a request and adjusts the limit by its outcome.
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

  /// How many requests may be in flight now.
  synchronized int limit() {
    return (int) limit;
  }
}
