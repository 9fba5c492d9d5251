package dev.classify.simulator.limit;

import dev.classify.simulator.limit.Admission.Verdict;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The limits of every key and model over a sliding minute: no sixty seconds contain more requests
/// or tokens than the limit.
public final class RateLimits {

  /// More pairs of key and model than any test has; above it, the least recently used is dropped.
  private static final int MINUTES_MAX = 1_000;

  private record Account(String keyHash, String model) {}

  private final SequencedMap<Account, SlidingMinute> minutes = new LinkedHashMap<>(16, 0.75f, true);

  /// Admits or refuses one request.
  ///
  /// @param tokens its prompt plus the longest possible answer
  /// @param nowNanos by a monotonic clock
  public synchronized Admission admit(
      String keyHash, String model, long tokens, SimulatorSettings settings, long nowNanos) {
    SlidingMinute minute = minute(new Account(keyHash, model));
    minute.expire(nowNanos);
    int rpm = settings.requestsPerMinute();
    int tpm = settings.tokensPerMinute();
    int requestsUsed = minute.requests();
    long tokensUsed = minute.tokens();
    Verdict verdict = verdict(requestsUsed, rpm, tokensUsed, tokens, tpm);
    if (verdict == Verdict.ADMITTED || settings.countRefused()) {
      minute.addRequest(nowNanos);
    }
    Duration pause =
        switch (verdict) {
          case ADMITTED, TOO_LARGE -> Duration.ZERO;
          case REQUESTS_SPENT, TOKENS_SPENT -> untilBoth(minute, rpm, tpm, tokens, nowNanos);
        };
    TokenCharge charge =
        verdict == Verdict.ADMITTED
            ? minute.charge(nowNanos, tokens)
            : new TokenCharge(minute, nowNanos, 0);
    boolean byRequests = verdict == Verdict.REQUESTS_SPENT;
    return new Admission(
        verdict,
        byRequests ? rpm : tpm,
        byRequests ? requestsUsed : tokensUsed,
        pause,
        minute.state(nowNanos, rpm, tpm),
        charge);
  }

  /// Clears all used requests and tokens.
  public synchronized void reset() {
    minutes.clear();
  }

  private static Verdict verdict(int requests, int rpm, long used, long wanted, int tpm) {
    if (tpm > 0 && wanted > tpm) {
      return Verdict.TOO_LARGE;
    }
    if (rpm > 0 && requests >= rpm) {
      return Verdict.REQUESTS_SPENT;
    }
    return tpm > 0 && used + wanted > tpm ? Verdict.TOKENS_SPENT : Verdict.ADMITTED;
  }

  /// Time until both limits admit the request, so that a client that waits this long is admitted.
  private static Duration untilBoth(
      SlidingMinute minute, int rpm, int tpm, long tokens, long nowNanos) {
    Duration request = rpm > 0 ? minute.untilRequest(nowNanos, rpm) : Duration.ZERO;
    Duration room = tpm > 0 ? minute.untilTokens(nowNanos, tpm, tokens) : Duration.ZERO;
    return request.compareTo(room) > 0 ? request : room;
  }

  private SlidingMinute minute(Account account) {
    SlidingMinute minute = minutes.computeIfAbsent(account, _ -> new SlidingMinute());
    if (minutes.size() > MINUTES_MAX) {
      minutes.pollFirstEntry();
    }
    return minute;
  }
}
