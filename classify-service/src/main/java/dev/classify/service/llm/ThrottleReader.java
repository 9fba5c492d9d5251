package dev.classify.service.llm;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a server wants to be left alone.
///
/// @param headers of its response
record ThrottleReader(RateLimitHeaders headers) {

  /// Whatever a server asks for, it is tried again after this: it may be wrong, and a limit may be
  /// raised.
  static final Duration HOLD_MAX = Duration.ofMinutes(15);

  /// Where a server gives no time.
  private static final long PAUSE_MILLIS = 5_000;

  /// A limit that frees up by the day, or later.
  private static final Pattern DAILY =
      Pattern.compile("per.?day|daily|\\b[rt]pd\\b|per.?(week|month)", Pattern.CASE_INSENSITIVE);

  /// The time in a message: `try again in 1m26.4s`, `"retryDelay": "34s"`.
  private static final Pattern IN_WORDS =
      Pattern.compile(
          "(?:try again in|retry"
              + " (?:in|after)|retrydelay\\W{1,6})\\s*((?:\\d{1,6}(?:\\.\\d+)?(?:ms|h|m|s))+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  /// What follows from HTTP 429.
  ///
  /// @param said what the server says, safe to show
  LlmOutcome.Throttled throttled(ServerError error, String said) {
    OptionalLong asked = headers.retryAfter();
    boolean daily = DAILY.matcher(error.everything()).find();
    if (daily && asked.isEmpty()) {
      return new LlmOutcome.Throttled(
          HOLD_MAX.toMillis(), headers.limits(), "the quota of the day is used up: " + said);
    }
    long wait = asked.orElseGet(() -> inWords(error.message()).orElseGet(this::reset));
    String message =
        wait > HOLD_MAX.toMillis()
            ? "%s for %s: %s"
                .formatted(
                    daily ? "the quota of the day is used up" : "the provider asks to wait",
                    written(wait),
                    said)
            : said;
    return new LlmOutcome.Throttled(bounded(wait), headers.limits(), message);
  }

  /// The pause that a failing server asks for.
  long pauseMillis(long otherwise) {
    return bounded(headers.retryAfter().orElse(otherwise));
  }

  private static long bounded(long millis) {
    return Math.clamp(millis, 0, HOLD_MAX.toMillis());
  }

  private static OptionalLong inWords(String message) {
    Matcher found = IN_WORDS.matcher(message);
    if (!found.find()) {
      return OptionalLong.empty();
    }
    double millis = 0;
    Matcher part = PART.matcher(found.group(1).toLowerCase(Locale.ROOT));
    while (part.find()) {
      double number = Double.parseDouble(part.group(1));
      millis +=
          switch (part.group(2)) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            default -> number * 3_600_000;
          };
    }
    return OptionalLong.of((long) Math.ceil(millis));
  }

  /// When an axis that is used up is full again; a guess where none is said to be.
  private long reset() {
    ObservedLimits limits = headers.limits();
    Long requests = usedUp(limits.remainingRequests()) ? limits.requestsResetMillis() : null;
    Long tokens = usedUp(limits.remainingTokens()) ? limits.tokensResetMillis() : null;
    if (requests == null && tokens == null) {
      return PAUSE_MILLIS;
    }
    return Math.max(requests == null ? 0 : requests, tokens == null ? 0 : tokens);
  }

  private static boolean usedUp(@Nullable Long remaining) {
    return remaining != null && remaining < 1;
  }

  /// Such as `5 h 12 min`; a time beyond all sense as more than a day.
  private static String written(long millis) {
    long minutes = millis / 60_000;
    return minutes > 1_440
        ? "more than a day"
        : minutes >= 60 ? "%d h %d min".formatted(minutes / 60, minutes % 60) : minutes + " min";
  }
}
