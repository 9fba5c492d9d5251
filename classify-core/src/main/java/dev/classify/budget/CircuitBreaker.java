package dev.classify.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stops requests to a model whose server fails, for all workers: an immutable value.
///
/// *Closed*, requests are sent at the pace of the budget. After a run of failures that say nothing
/// about the rows it *opens*: one probe at a time is sent, at growing pauses. The first good answer
/// closes it, and the pace rises to its full value within [#RAMP].
///
/// @param failures in a row, since the last good answer
/// @param lastFailure the reason of the last one; null before the first
/// @param failingSinceMillis the first of them, Unix epoch; 0 for none
/// @param openedAtMillis Unix epoch; 0 while closed
/// @param nextProbeMillis the earliest time of the next probe, Unix epoch; 0 while closed
/// @param closedAtMillis when it closed last, Unix epoch; 0 if it never opened
public record CircuitBreaker(
    int failures,
    @Nullable String lastFailure,
    long failingSinceMillis,
    long openedAtMillis,
    long nextProbeMillis,
    long closedAtMillis) {

  public static final CircuitBreaker CLOSED = new CircuitBreaker(0, null, 0, 0, 0, 0);

  /// Time from the first good answer to the full pace.
  static final Duration RAMP = Duration.ofSeconds(8);

  /// The least number of failures in a row before it opens: fewer may be chance.
  private static final int FAILURES_MIN = 8;

  /// The least time that they take: a fast server that restarts fails often in one second.
  private static final long FAILING_MIN_MILLIS = 2_000;

  /// The next probe is sent after the time that the server has failed so far, divided by this.
  private static final long PAUSES_PER_OUTAGE = 40;

  private static final long PAUSE_MIN_MILLIS = 1_000;
  private static final long PAUSE_MAX_MILLIS = 30_000;

  /// A probe without a result for so long is not waited for: its server hangs, or its worker died.
  private static final long PROBE_MAX_MILLIS = 7_000;

  private static final double RAMP_START = 0.1;

  public boolean opened() {
    return openedAtMillis > 0;
  }

  /// After a failure that says nothing about the rows of the request.
  ///
  /// @param reason for people: `connection refused`
  /// @param probe whether the request was a probe; results of older requests do not delay the next
  CircuitBreaker failed(String reason, boolean probe, long now) {
    long since = failures == 0 ? now : failingSinceMillis;
    if (opened()) {
      long next = probe ? now + pauseMillis(now) : nextProbeMillis;
      return new CircuitBreaker(failures + 1, reason, since, openedAtMillis, next, closedAtMillis);
    }
    boolean opens = failures + 1 >= FAILURES_MIN && now - since >= FAILING_MIN_MILLIS;
    return new CircuitBreaker(
        failures + 1,
        reason,
        since,
        opens ? now : 0,
        opens ? now + PAUSE_MIN_MILLIS : 0,
        closedAtMillis);
  }

  /// Opens at once.
  CircuitBreaker open(String reason, long now) {
    return new CircuitBreaker(
        failures + 1, reason, now, now, now + PAUSE_MIN_MILLIS, closedAtMillis);
  }

  /// After a good answer, or one that is bad because of its rows.
  CircuitBreaker succeeded(long now) {
    return new CircuitBreaker(0, null, 0, 0, 0, opened() ? now : closedAtMillis);
  }

  /// Whether a probe may be sent now.
  public boolean admitsProbe(long now) {
    return opened() && now >= nextProbeMillis;
  }

  /// After a probe was granted.
  CircuitBreaker probing(long now) {
    return new CircuitBreaker(
        failures,
        lastFailure,
        failingSinceMillis,
        openedAtMillis,
        now + Math.max(pauseMillis(now), PROBE_MAX_MILLIS),
        closedAtMillis);
  }

  /// A probe may be sent from now on.
  CircuitBreaker due(long now) {
    return new CircuitBreaker(
        failures, lastFailure, failingSinceMillis, openedAtMillis, now, closedAtMillis);
  }

  /// The part of the limits that may be used after it closed, more than 0 and at most 1.
  double pacePart(long now) {
    double risen = (now - closedAtMillis) / (double) RAMP.toMillis();
    return Math.clamp(RAMP_START + (1 - RAMP_START) * risen, RAMP_START, 1);
  }

  private long pauseMillis(long now) {
    long outage = now - failingSinceMillis;
    return Math.clamp(outage / PAUSES_PER_OUTAGE, PAUSE_MIN_MILLIS, PAUSE_MAX_MILLIS);
  }
}
