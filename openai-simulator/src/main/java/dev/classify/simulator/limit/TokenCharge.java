package dev.classify.simulator.limit;

/// The tokens that one request takes of its minute: first an estimate, then what it used.
public final class TokenCharge {

  private final SlidingMinute minute;
  private final long atNanos;
  private long tokens;

  /// Whether it is part of what the minute has used.
  private boolean counts;

  TokenCharge(SlidingMinute minute, long atNanos, long tokens) {
    this.minute = minute;
    this.atNanos = atNanos;
    this.tokens = tokens;
  }

  long atNanos() {
    return atNanos;
  }

  long tokens() {
    return tokens;
  }

  boolean counts() {
    return counts;
  }

  void enter() {
    counts = true;
  }

  void leave() {
    counts = false;
  }

  void replace(long used) {
    tokens = used;
  }

  /// Puts what was used in the place of the estimate.
  public void settle(long used) {
    minute.settle(this, used);
  }
}
