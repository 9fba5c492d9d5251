package dev.classify.simulator.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The state of the limits, for the headers of a reply. A limit of 0 means no limit and no headers.
///
/// @param requestsReset time until all requests of the minute are available again
/// @param tokensReset time until all tokens of the minute are available again
public record LimitState(
    long requestsLimit,
    long requestsLeft,
    Duration requestsReset,
    long tokensLimit,
    long tokensLeft,
    Duration tokensReset) {

  private static final String PREFIX = "x-ratelimit-";

  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "requests", requestsLimit, requestsLeft, requestsReset);
    put(headers, "tokens", tokensLimit, tokensLeft, tokensReset);
    return headers;
  }

  private static void put(
      Map<String, String> headers, String what, long limit, long left, Duration reset) {
    if (limit > 0) {
      headers.put(PREFIX + "limit-" + what, Long.toString(limit));
      headers.put(PREFIX + "remaining-" + what, Long.toString(left));
      headers.put(PREFIX + "reset-" + what, text(reset));
    }
  }

  /// A time in the format of these headers and messages: `120ms`, `1.5s`, `6m0s`.
  public static String text(Duration time) {
    long milliseconds = time.plusNanos(999_999).toMillis();
    if (milliseconds < 1_000) {
      return milliseconds + "ms";
    }
    String seconds =
        BigDecimal.valueOf(milliseconds % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    return milliseconds < 60_000 ? seconds : milliseconds / 60_000 + "m" + seconds;
  }
}
