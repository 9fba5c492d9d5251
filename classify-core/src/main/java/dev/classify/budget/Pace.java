package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// When the next request is due, on both axes: the state of a generic cell rate algorithm without
/// a burst. Times are milliseconds of the Unix epoch, with fractions.
///
/// @param requestsDue earliest send time by the number of requests
/// @param tokensDue earliest send time by the number of tokens, for a request of average size
/// @param largest tokens of the largest request of late: its room is kept in every minute
public record Pace(double requestsDue, double tokensDue, double largest) {

  /// Of a budget that was never used.
  static final Pace FRESH = from(0);

  /// The part of a budget that is used: room for requests whose ways take different times, so that
  /// they arrive closer together than they were sent.
  public static final double USED_PART = 0.983;

  /// The part of the largest request that is kept in mind with each request that follows.
  private static final double KEPT_IN_MIND = 0.99;

  private static final double MINUTE = 60_000;

  /// Free from this time on.
  static Pace from(double time) {
    return new Pace(time, time, 0);
  }

  /// The earliest time at which a request of so many tokens may be sent.
  ///
  /// @param part of the limits that may be used, more than 0 and at most 1
  double due(long tokens, Limits limits, double part) {
    return Math.max(requestsDue, tokensDue + waitForRoom(tokens, limits) / part);
  }

  /// How long nobody sends before a request that is larger than those before.
  double waitForRoom(long tokens, Limits limits) {
    double beyond = tokens - largest;
    return limits.tokensPerMinute() == null || beyond <= 0
        ? 0
        : tokenGap(limits.tokensPerMinute(), beyond, largest);
  }

  /// Afterwards, when a request of so many tokens takes the place at this time.
  ///
  /// @param part of the limits that may be used, more than 0 and at most 1
  Pace after(double at, long tokens, Limits limits, double part) {
    double size = Math.max((double) tokens, KEPT_IN_MIND * largest);
    return new Pace(
        limits.requestsPerMinute() == null
            ? requestsDue
            : at + requestGap(limits.requestsPerMinute()) / part,
        limits.tokensPerMinute() == null
            ? tokensDue
            : at + tokenGap(limits.tokensPerMinute(), (double) tokens, size) / part,
        size);
  }

  /// Whether a request of average size may be sent.
  boolean isFree(double now) {
    return Math.max(requestsDue, tokensDue) <= now;
  }

  /// For how long a request of so many tokens keeps the next one away, in milliseconds.
  double gap(long tokens, Limits limits) {
    Pace after = from(0).keepingInMind(largest).after(0, tokens, limits, 1);
    return Math.max(after.requestsDue, after.tokensDue);
  }

  /// Afterwards, when requests turn out to have taken so many tokens more than was thought.
  ///
  /// @param tokens negative where they took fewer
  Pace corrected(double now, long tokens, @Nullable Long tokensPerMinute) {
    if (tokensPerMinute == null || tokensDue <= now) {
      return this;
    }
    double gap = tokens * MINUTE / (USED_PART * tokensPerMinute);
    return new Pace(requestsDue, Math.max(now, tokensDue + gap), largest);
  }

  private Pace keepingInMind(double size) {
    return new Pace(requestsDue, tokensDue, size);
  }

  private static double requestGap(int perMinute) {
    return MINUTE / (USED_PART * perMinute);
  }

  /// A window of a minute can hold the request that ends it besides those that its gaps pay for, so
  /// the gaps are taken from what is left beside the largest.
  private static double tokenGap(long perMinute, double tokens, double largest) {
    double beside = USED_PART * perMinute - largest;
    return beside <= tokens ? MINUTE : tokens * MINUTE / beside;
  }
}
