package dev.classify.service.llm;

import com.openai.core.http.Headers;
import dev.classify.budget.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rate limit headers of a response; each may be missing or malformed.
record RateLimitHeaders(Headers headers) {

  private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(\\.\\d+)?(ms|s|m|h|d))+");
  private static final Pattern SPAN_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d+)?");

  ObservedLimits limits() {
    Long requests = number("x-ratelimit-limit-requests");
    return new ObservedLimits(
        new Limits(
            requests == null || requests < 1 ? null : (int) Math.min(requests, Integer.MAX_VALUE),
            positive(number("x-ratelimit-limit-tokens"))),
        number("x-ratelimit-remaining-requests"),
        number("x-ratelimit-remaining-tokens"),
        span("x-ratelimit-reset-requests"),
        span("x-ratelimit-reset-tokens"));
  }

  /// How long the server asks to wait, in milliseconds.
  OptionalLong retryAfter() {
    Long milliseconds = number("retry-after-ms");
    if (milliseconds != null) {
      return OptionalLong.of(milliseconds);
    }
    Optional<String> wait = first("retry-after");
    if (wait.isEmpty()) {
      return OptionalLong.empty();
    }
    if (NUMBER.matcher(wait.get()).matches()) {
      return OptionalLong.of(Math.round(Double.parseDouble(wait.get()) * 1_000));
    }
    try {
      Instant until =
          ZonedDateTime.parse(wait.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return OptionalLong.of(Math.max(0, Duration.between(Instant.now(), until).toMillis()));
    } catch (DateTimeParseException _) {
      return OptionalLong.empty();
    }
  }

  /// The id under which the provider knows the request.
  Optional<String> requestId() {
    return first("x-request-id").filter(id -> !id.isEmpty());
  }

  Optional<String> first(String name) {
    return headers.values(name).stream().findFirst().map(String::strip);
  }

  /// A time such as `120ms`, `1.5s` or `6m0s`, in milliseconds.
  private @Nullable Long span(String name) {
    String text = first(name).orElse("");
    if (!SPAN.matcher(text).matches()) {
      return null;
    }
    double milliseconds = 0;
    Matcher part = SPAN_PART.matcher(text);
    while (part.find()) {
      milliseconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return Math.round(milliseconds);
  }

  private @Nullable Long number(String name) {
    String text = first(name).orElse("");
    return NUMBER.matcher(text).matches() ? Math.round(Double.parseDouble(text)) : null;
  }

  private static @Nullable Long positive(@Nullable Long number) {
    return number == null || number < 1 ? null : number;
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
