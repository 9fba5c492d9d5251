package dev.classify.simulator.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// The requests and tokens of one key and model in the last sixty seconds.
final class SlidingMinute {

  private static final long NANOS = Duration.ofMinutes(1).toNanos();

  private final Deque<Long> requests = new ArrayDeque<>();
  private final Deque<TokenCharge> charges = new ArrayDeque<>();

  /// The sum of the charges.
  private long tokens;

  synchronized void expire(long nowNanos) {
    while (!requests.isEmpty() && nowNanos - requests.getFirst() >= NANOS) {
      requests.removeFirst();
    }
    while (!charges.isEmpty() && nowNanos - charges.getFirst().atNanos() >= NANOS) {
      TokenCharge old = charges.removeFirst();
      tokens -= old.tokens();
      old.leave();
    }
  }

  synchronized void addRequest(long nowNanos) {
    requests.addLast(nowNanos);
  }

  synchronized TokenCharge charge(long nowNanos, long wanted) {
    TokenCharge charge = new TokenCharge(this, nowNanos, wanted);
    charges.addLast(charge);
    charge.enter();
    tokens += wanted;
    return charge;
  }

  /// Replaces an estimate; a charge that has left the minute no longer counts.
  synchronized void settle(TokenCharge charge, long used) {
    if (charge.counts()) {
      tokens += used - charge.tokens();
      charge.replace(used);
    }
  }

  synchronized int requests() {
    return requests.size();
  }

  synchronized long tokens() {
    return tokens;
  }

  /// Time until enough of the present requests have left for one more.
  synchronized Duration untilRequest(long nowNanos, int limit) {
    Iterator<Long> oldest = requests.iterator();
    long last = nowNanos - NANOS;
    for (int over = requests.size() - limit + 1; over > 0; over--) {
      last = oldest.next();
    }
    return until(last, nowNanos);
  }

  /// Time until the wanted tokens are available; they must not exceed the limit.
  synchronized Duration untilTokens(long nowNanos, long limit, long wanted) {
    long over = tokens + wanted - limit;
    long last = nowNanos - NANOS;
    for (TokenCharge charge : charges) {
      if (over <= 0) {
        break;
      }
      over -= charge.tokens();
      last = charge.atNanos();
    }
    return until(last, nowNanos);
  }

  synchronized LimitState state(long nowNanos, int requestsLimit, int tokensLimit) {
    long never = nowNanos - NANOS;
    return new LimitState(
        requestsLimit,
        Math.max(0, requestsLimit - requests.size()),
        until(requests.isEmpty() ? never : requests.getLast(), nowNanos),
        tokensLimit,
        Math.max(0, tokensLimit - tokens),
        until(charges.isEmpty() ? never : charges.getLast().atNanos(), nowNanos));
  }

  private static Duration until(long lastNanos, long nowNanos) {
    return Duration.ofNanos(lastNanos + NANOS - nowNanos);
  }
}
