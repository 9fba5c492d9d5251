package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// When the next request is due by requests and by tokens: the state of a generic cell rate
/// algorithm (GCRA) without a burst. Times are milliseconds of the Unix epoch, with fractions.
///
/// @param requestsDueMillis earliest send time by the number of requests
/// @param tokensDueMillis earliest send time by the number of tokens, for a request of average size
/// @param largestTokens tokens of the largest recent request; every minute keeps room for it
public record Pace(
    @JsonProperty("requestsDue") double requestsDueMillis,
    @JsonProperty("tokensDue") double tokensDueMillis,
    @JsonProperty("largest") double largestTokens) {

  /// The pace of a budget that was never used.
  static final Pace FRESH = from(0);

  /// The part of a limit that is used. The rest is room for requests that arrive closer together
  /// than they were sent: 1.02 s of each minute.
  public static final double USED_PART = 0.983;

  /// The factor by which the size of the largest request fades with each smaller one.
  private static final double LARGEST_DECAY = 0.99;

  private static final double MINUTE_MILLIS = 60_000;

  /// A pace that is free from this time on.
  static Pace from(double time) {
    return new Pace(time, time, 0);
  }

  /// The earliest time at which a request of so many tokens may be sent.
  ///
  /// @param part of the limits that may be used, more than 0 and at most 1
  double dueMillis(long tokens, Limits limits, double part) {
    return Math.max(requestsDueMillis, tokensDueMillis + roomWaitMillis(tokens, limits) / part);
  }

  /// The pause before a request that is larger than those before, to make room for it.
  double roomWaitMillis(long tokens, Limits limits) {
    double beyond = tokens - largestTokens;
    return limits.tokensPerMinute() == null || beyond <= 0
        ? 0
        : tokenGapMillis(limits.tokensPerMinute(), beyond, largestTokens);
  }

  /// The pace after a request of so many tokens at this time.
  ///
  /// @param part of the limits that may be used, more than 0 and at most 1
  Pace after(double at, long tokens, Limits limits, double part) {
    double size = Math.max((double) tokens, LARGEST_DECAY * largestTokens);
    return new Pace(
        limits.requestsPerMinute() == null
            ? requestsDueMillis
            : at + requestGapMillis(limits.requestsPerMinute()) / part,
        limits.tokensPerMinute() == null
            ? tokensDueMillis
            : at + tokenGapMillis(limits.tokensPerMinute(), (double) tokens, size) / part,
        size);
  }

  /// Whether a request of average size may be sent.
  boolean isFree(double now) {
    return Math.max(requestsDueMillis, tokensDueMillis) <= now;
  }

  /// How long a request of so many tokens delays the next one.
  double gapMillis(long tokens, Limits limits) {
    Pace after = from(0).withLargest(largestTokens).after(0, tokens, limits, 1);
    return Math.max(after.requestsDueMillis, after.tokensDueMillis);
  }

  /// The pace after a correction.
  ///
  /// @param tokens how many more than estimated the requests took; negative for fewer
  Pace corrected(double now, long tokens, @Nullable Long tokensPerMinute) {
    if (tokensPerMinute == null || tokensDueMillis <= now) {
      return this;
    }
    double gap = tokens * MINUTE_MILLIS / (USED_PART * tokensPerMinute);
    return new Pace(requestsDueMillis, Math.max(now, tokensDueMillis + gap), largestTokens);
  }

  private Pace withLargest(double size) {
    return new Pace(requestsDueMillis, tokensDueMillis, size);
  }

  private static double requestGapMillis(int perMinute) {
    return MINUTE_MILLIS / (USED_PART * perMinute);
  }

  /// A window of a minute can hold one request beyond those that its gaps pay for, so the gaps
  /// divide what is left beside the largest request.
  private static double tokenGapMillis(long perMinute, double tokens, double largest) {
    double beside = USED_PART * perMinute - largest;
    return beside <= tokens ? MINUTE_MILLIS : tokens * MINUTE_MILLIS / beside;
  }
}
