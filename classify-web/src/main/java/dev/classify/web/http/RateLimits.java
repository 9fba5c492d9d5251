package dev.classify.web.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts the requests of each caller in windows of a minute, and those of strangers by address.
///
/// Each worker counts on its own: the limit protects a worker, and needs no exact sum.
final class RateLimits {

  /// Ten a second: more than a page or a careful program needs.
  static final int REQUESTS_PER_WINDOW = 600;

  private static final long WINDOW_SECONDS = Duration.ofMinutes(1).toSeconds();

  /// The oldest window makes room for a new caller.
  private static final int CALLERS_MAX = 10_000;

  private final LongSupplier nanos;
  private final Map<String, Window> windows = new LinkedHashMap<>();

  /// @param nanos a clock that only ever goes forward
  RateLimits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static final class Window {

    private final long beganAtNanos;
    private int requests;

    Window(long beganAtNanos) {
      this.beganAtNanos = beganAtNanos;
    }
  }

  /// What is left to a caller.
  ///
  /// @param remaining requests; negative if this one was too many
  /// @param seconds until the next window
  record Quota(int remaining, long seconds) {

    boolean exceeded() {
      return remaining < 0;
    }

    /// The headers of the draft "RateLimit header fields for HTTP".
    Map<String, String> headers() {
      return Map.of(
          "RateLimit-Policy",
          "\"caller\";q=%d;w=%d".formatted(REQUESTS_PER_WINDOW, WINDOW_SECONDS),
          "RateLimit",
          "\"caller\";r=%d;t=%d".formatted(Math.max(remaining, 0), seconds));
    }
  }

  /// Counts a request.
  synchronized Quota count(String caller) {
    long now = nanos.getAsLong();
    Window window = windows.get(caller);
    if (window == null || seconds(now - window.beganAtNanos) >= WINDOW_SECONDS) {
      // Put at the end, so that the first one is always the oldest.
      windows.remove(caller);
      window = new Window(now);
      windows.put(caller, window);
      if (windows.size() > CALLERS_MAX) {
        windows.remove(windows.keySet().iterator().next());
      }
    }
    window.requests++;
    return new Quota(
        REQUESTS_PER_WINDOW - window.requests, WINDOW_SECONDS - seconds(now - window.beganAtNanos));
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }
}
