package dev.classify.simulator.limit;

/// The tokens that one request takes from its minute: first an estimate, then the tokens it used.
public final class TokenCharge {

  private final SlidingMinute minute;
  private final long atNanos;
  private long tokens;

  /// Whether it is still part of the minute's used tokens.
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

  /// Replaces the estimate with the tokens used.
  public void settle(long used) {
    minute.settle(this, used);
  }
}
