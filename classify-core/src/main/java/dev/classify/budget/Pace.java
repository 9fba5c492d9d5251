package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// When the next request is due, on both axes: the state of a generic cell rate algorithm without
/// a burst. Times are milliseconds of the Unix epoch, with fractions.
///
/// @param requestsDue earliest send time by the number of requests
/// @param tokensDue earliest send time by the number of tokens
public record Pace(double requestsDue, double tokensDue) {

  /// Of a budget that was never used.
  static final Pace FRESH = new Pace(0, 0);

  /// The part of a budget that is used: room for requests whose ways take different times, so that
  /// they arrive closer together than they were sent.
  private static final double USED_PART = 0.981;

  private static final double MINUTE = 60_000;

  /// The earliest time at which the next request may be sent.
  double due() {
    return Math.max(requestsDue, tokensDue);
  }

  /// Afterwards, when a request of so many tokens takes the place at this time.
  ///
  /// @param part of the limits that may be used, more than 0 and at most 1
  Pace after(double at, long tokens, Limits limits, double part) {
    return new Pace(
        limits.requestsPerMinute() == null
            ? requestsDue
            : at + requestGap(limits.requestsPerMinute()) / part,
        limits.tokensPerMinute() == null
            ? tokensDue
            : at + tokenGap(limits.tokensPerMinute(), tokens) / part);
  }

  /// Afterwards, when requests turn out to have taken so many tokens more than was thought.
  ///
  /// @param tokens negative where they took fewer
  Pace corrected(double now, long tokens, @Nullable Long tokensPerMinute) {
    if (tokensPerMinute == null || tokensDue <= now) {
      return this;
    }
    double gap = tokens * MINUTE / (USED_PART * tokensPerMinute);
    return new Pace(requestsDue, Math.max(now, tokensDue + gap));
  }

  private static double requestGap(int perMinute) {
    return MINUTE / (USED_PART * perMinute);
  }

  /// A window of a minute can hold the request that begins it besides those that its gaps pay for,
  /// so the gap after it is taken from what is left beside it.
  private static double tokenGap(long perMinute, long tokens) {
    double beside = USED_PART * perMinute - tokens;
    return beside <= tokens ? MINUTE : tokens * MINUTE / beside;
  }
}
