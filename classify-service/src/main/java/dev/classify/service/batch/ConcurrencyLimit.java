package dev.classify.service.batch;

import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Limits how many requests to one model a worker has in flight.
///
/// The budget limits only the requests per minute. By Little's law, a server that takes ten times
/// as long has ten times as many in flight. If three of ten requests fail or take more than half of
/// the timeout, the server is overloaded and the limit shrinks by a third. While at least half of
/// the limit is in use and requests succeed, it grows by one per full round, up to the maximum. A
/// single failure changes nothing, because some servers fail occasionally under any load.
final class ConcurrencyLimit {

  private static final double SHRINK_FACTOR = 2.0 / 3;
  private static final int SAMPLE_SIZE = 10;
  private static final int OVERLOAD_THRESHOLD = 3;

  private final int limitMax;
  private final long slowNanos;
  private final LongSupplier nanos;
  private double limit;
  private int inFlight;

  /// When the limit was last reduced. Requests sent before the last reduction do not count.
  private long shrunkAt;

  private int seen;
  private int overloadedSeen;

  /// @param limitMax the upper bound of the limit
  /// @param timeout timeout of a request
  ConcurrencyLimit(int limitMax, Duration timeout, LongSupplier nanos) {
    this.limitMax = limitMax;
    this.slowNanos = timeout.toNanos() / 2;
    this.nanos = nanos;
    this.limit = limitMax;
    this.shrunkAt = nanos.getAsLong();
  }

  /// Waits until another request may be sent.
  ///
  /// @return false if no request may be sent within the timeout
  synchronized boolean acquire(Duration timeout) throws InterruptedException {
    long deadline = nanos.getAsLong() + timeout.toNanos();
    while (inFlight >= Math.floor(limit)) {
      long left = deadline - nanos.getAsLong();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    inFlight++;
    return true;
  }

  /// Ends a request and adjusts the limit by its outcome.
  ///
  /// @param sentAt when the request was sent, by the same clock
  synchronized void release(LlmOutcome outcome, long sentAt) {
    boolean halfUsed = inFlight * 2 >= limit;
    inFlight--;
    long now = nanos.getAsLong();
    boolean overloaded = outcome.serverFailed() || now - sentAt > slowNanos;
    if (sentAt - shrunkAt >= 0) {
      count(overloaded, now);
    }
    if (!overloaded && halfUsed) {
      limit = Math.min(limitMax, limit + 1 / limit);
    }
    notifyAll();
  }

  private void count(boolean overloaded, long now) {
    seen++;
    overloadedSeen += overloaded ? 1 : 0;
    if (overloadedSeen >= OVERLOAD_THRESHOLD) {
      // The requests in flight caused the overload; the limit may be far above their number.
      limit = Math.max(1, Math.min(limit, inFlight + 1) * SHRINK_FACTOR);
      shrunkAt = now;
    }
    if (seen >= SAMPLE_SIZE || overloadedSeen >= OVERLOAD_THRESHOLD) {
      seen = 0;
      overloadedSeen = 0;
    }
  }

  /// How many requests may be in flight now.
  synchronized int limit() {
    return (int) limit;
  }
}
