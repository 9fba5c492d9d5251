package dev.classify.service.send;

import java.time.Duration;
import java.util.function.LongSupplier;

/// What a worker sees of the server of a model: when it answered, how fast, and whether it hangs.
final class ServerHealth {

  static final String NO_ANSWERS = "requests are accepted, but none is answered";

  /// Fewer requests in flight may all be slow ones.
  private static final int IN_FLIGHT_MIN = 8;

  /// A silence shorter than this is never a hang.
  private static final long SILENCE_MIN_NANOS = Duration.ofSeconds(15).toNanos();

  /// A hang is so many times longer than a usual answer takes.
  private static final int USUAL_ANSWERS = 4;

  /// The weight of the latest answer in the usual time.
  private static final double LATEST_WEIGHT = 0.05;

  private final LongSupplier nanos;
  private boolean answered;
  private long answeredAtNanos;
  private double usualNanos;
  private double latestNanos;
  private boolean outage;
  private long outageAtNanos;
  private boolean busy;
  private long busySinceNanos;

  ServerHealth(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// A request was answered.
  synchronized void answered(long sentAtNanos) {
    answeredAtNanos = nanos.getAsLong();
    latestNanos = answeredAtNanos - sentAtNanos;
    usualNanos = answered ? usualNanos + LATEST_WEIGHT * (latestNanos - usualNanos) : latestNanos;
    answered = true;
  }

  synchronized void outageBegan() {
    outage = true;
    outageAtNanos = nanos.getAsLong();
    busy = false;
  }

  /// Whether another request was answered since then, and no outage began.
  synchronized boolean workedSince(long sinceNanos) {
    return answered
        && answeredAtNanos - sinceNanos > 0
        && !(outage && outageAtNanos - sinceNanos > 0);
  }

  /// Whether a request that was sent before the last outage takes much longer than usual.
  synchronized boolean isOverdue(long sentAtNanos) {
    return outage && outageAtNanos - sentAtNanos > 0 && isLongSince(sentAtNanos);
  }

  /// Whether a request that was sent then takes much longer than usual.
  synchronized boolean isLongSince(long sentAtNanos) {
    return isLong(nanos.getAsLong() - sentAtNanos);
  }

  /// A server that has become slow shows it with its latest answer. Others are then as late, and
  /// whoever gives them up pays for them a second time.
  private boolean isLong(long tookNanos) {
    return tookNanos
        > Math.max((double) SILENCE_MIN_NANOS, USUAL_ANSWERS * Math.max(usualNanos, latestNanos));
  }

  /// Whether many requests are in flight and none was answered for much longer than usual.
  synchronized boolean hangs(int inFlight) {
    long now = nanos.getAsLong();
    if (inFlight < IN_FLIGHT_MIN) {
      busy = false;
      return false;
    }
    if (!busy) {
      busy = true;
      busySinceNanos = now;
    }
    long silentSince = Math.max(busySinceNanos, answeredAtNanos);
    return answered && isLong(now - silentSince);
  }
}
