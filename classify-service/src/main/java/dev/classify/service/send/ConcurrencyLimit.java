package dev.classify.service.send;

import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Limits how many requests to one model a worker has in flight.
///
/// The budget limits only the requests per minute. By Little's law, a server that takes ten times
/// as long has ten times as many in flight. If three of ten requests fail or take more than half of
/// the timeout, the server is overloaded and the limit shrinks by a third. While at least half of
/// the limit is in use and requests succeed, it grows by one per full round, up to the maximum, and
/// after a while without overload by one per request. A single failure changes nothing, because
/// some servers fail occasionally under any load.
final class ConcurrencyLimit {

  private static final double SHRINK_FACTOR = 2.0 / 3;
  private static final int SAMPLE_SIZE = 10;
  private static final int OVERLOAD_THRESHOLD = 3;

  /// After so long without overload the limit doubles with each round: the server has recovered.
  private static final long CALM_NANOS = Duration.ofSeconds(8).toNanos();

  private final int limitMax;
  private final long slowNanos;
  private final LongSupplier nanos;
  private double limit;
  private int inFlight;

  /// Raised when the requests in flight stop counting.
  private int epoch;

  /// When the limit was last reduced. Requests sent before the last reduction do not count.
  private long shrunkAt;

  private long overloadedAt;
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
    this.overloadedAt = shrunkAt;
  }

  /// How many more requests may be sent now.
  synchronized int free() {
    return Math.max(0, (int) limit - inFlight);
  }

  /// Counts a request as in flight.
  ///
  /// @return to be given back with [#release]
  synchronized int take() {
    inFlight++;
    return epoch;
  }

  synchronized int inFlight() {
    return inFlight;
  }

  /// Ends a request and adjusts the limit by its outcome.
  ///
  /// @param taken what [#take] returned
  /// @param outcome null where it was not sent
  /// @param sentAt when the request was sent, by the same clock
  synchronized void release(int taken, @Nullable LlmOutcome outcome, long sentAt) {
    if (taken != epoch) {
      return;
    }
    boolean halfUsed = inFlight * 2 >= limit;
    inFlight--;
    if (outcome == null) {
      return;
    }
    long now = nanos.getAsLong();
    boolean overloaded = outcome.serverFailed() || now - sentAt > slowNanos;
    if (sentAt - shrunkAt >= 0) {
      count(overloaded, now);
    }
    if (overloaded) {
      overloadedAt = now;
    } else if (halfUsed) {
      limit = Math.min(limitMax, limit + (now - overloadedAt > CALM_NANOS ? 1 : 1 / limit));
    }
  }

  /// An outage begins or ends: its failures say nothing about overload, and requests that hang in
  /// it must not keep others from being sent.
  synchronized void reset() {
    epoch++;
    inFlight = 0;
    limit = limitMax;
    shrunkAt = nanos.getAsLong();
    seen = 0;
    overloadedSeen = 0;
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
