package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What programs outside this budget use of the same account: what the provider counts beyond what
/// was granted here.
///
/// Providers count in different ways. A bucket refills continuously, and a sliding minute gives
/// each request back a minute later; with both, external usage shows as a remaining count that is
/// too low. A fixed window gives everything back at its end; until then only the remaining count
/// may be sent.
///
/// @param reportedAtMillis when the last report was made, Unix epoch
/// @param requestsPerMinute external requests, by the last report alone
/// @param tokensPerMinute external tokens, by the last report alone
/// @param remaining what external usage leaves, by the last two reports; a single report may be off
///     by the requests in flight
/// @param windowEndsMillis the end of a fixed window of which nothing is left; 0 for none
public record ExternalUsage(
    @JsonProperty("at") long reportedAtMillis,
    @JsonProperty("requests") double requestsPerMinute,
    @JsonProperty("tokens") double tokensPerMinute,
    @JsonProperty("leave") Limits remaining,
    @JsonProperty("heldUntil") double windowEndsMillis) {

  static final ExternalUsage NONE = new ExternalUsage(0, 0, 0, Limits.NONE, 0);

  private static final long MINUTE_MILLIS = 60_000;

  /// The part of a limit by which the counts differ without external usage: requests arrive later
  /// than their send times, and not all by the same delay.
  private static final double TOLERATED_PART = 0.03;

  private static final double TOLERATED_COUNT = 2;

  /// With a smaller limit nothing may be left although nobody else uses the account.
  private static final long SQUEEZE_LIMIT_MIN = 200;

  /// Where nothing is left, this part of the limit more is left to others with every second.
  private static final double SQUEEZE_PER_SECOND = 0.02;

  /// The most that is left to others, so that sending never stops.
  private static final double SQUEEZE_MAX = 0.9;

  /// The time between two reports counts up to this, so that a long silence is not one large step.
  private static final long SQUEEZE_STEP_MAX_MILLIS = 5_000;

  /// A bucket would have refilled until its reset; a count lower by this factor is a fixed window.
  private static final double NOT_REFILLED = 1.2;

  /// A longer reset time belongs to a sliding minute, or to a bucket that is nearly empty.
  private static final double FIXED_RESET_MAX_MILLIS = 50_000;

  /// The usage after a report of the provider.
  ///
  /// @param granted requests granted here
  /// @param grantedTokens tokens granted here, as estimated
  ExternalUsage after(
      RateLimitReport said, GrantHistory granted, GrantHistory grantedTokens, long now) {
    if (said.sentAtMillis() <= reportedAtMillis) {
      return this;
    }
    Integer limit = said.limits().requestsPerMinute();
    Long perMinute = limit == null ? null : limit.longValue();
    double byOthers =
        Math.max(
            used(perMinute, said.requests(), granted, said.sentAtMillis()),
            squeezed(perMinute, said));
    double tokensByOthers =
        used(said.limits().tokensPerMinute(), said.tokens(), grantedTokens, said.sentAtMillis());
    Long left = left(perMinute, Math.min(byOthers, requestsPerMinute));
    double window = endOfFixedWindow(perMinute, said.requests(), said.sentAtMillis());
    double held = 0;
    if (window > (double) now && said.requests().remaining() != null) {
      double still = said.requests().remaining() - granted.between(said.sentAtMillis(), now);
      held = still < 1 ? window : 0;
      left = Math.max(1, Math.round(still * MINUTE_MILLIS / (window - (double) now)));
    }
    return new ExternalUsage(
        said.sentAtMillis(),
        byOthers,
        tokensByOthers,
        new Limits(
            left == null ? null : Math.toIntExact(Math.min(left, Integer.MAX_VALUE)),
            left(said.limits().tokensPerMinute(), Math.min(tokensByOthers, tokensPerMinute))),
        held);
  }

  /// Where nothing is left, the report does not show how much others would take: leave more and
  /// more to them until something is left again.
  private double squeezed(@Nullable Long limit, RateLimitReport said) {
    Long left = said.requests().remaining();
    if (limit == null || limit < SQUEEZE_LIMIT_MIN || left == null || left > 0) {
      return 0;
    }
    double seconds =
        Math.min(said.sentAtMillis() - reportedAtMillis, SQUEEZE_STEP_MAX_MILLIS) / 1_000.0;
    return Math.min(limit * SQUEEZE_MAX, requestsPerMinute + limit * SQUEEZE_PER_SECOND * seconds);
  }

  /// What external usage leaves at this time. A report expires after a minute.
  Limits remaining(long now) {
    return now - reportedAtMillis < MINUTE_MILLIS ? remaining : Limits.NONE;
  }

  /// The usage without the wait for the end of a fixed window.
  ExternalUsage released() {
    return new ExternalUsage(reportedAtMillis, requestsPerMinute, tokensPerMinute, remaining, 0);
  }

  private static double used(
      @Nullable Long limit, RateLimitReport.Axis axis, GrantHistory granted, long sentAt) {
    if (limit == null || axis.remaining() == null) {
      return 0;
    }
    double beyond = limit - axis.remaining() - granted.between(sentAt - MINUTE_MILLIS, sentAt);
    return beyond <= TOLERATED_COUNT + TOLERATED_PART * limit ? 0 : beyond;
  }

  private static @Nullable Long left(@Nullable Long limit, double used) {
    return limit == null || used <= 0 ? null : Math.max(1, Math.round(limit - used));
  }

  /// The end of a fixed window; 0 if the provider does not count in fixed windows.
  private static double endOfFixedWindow(
      @Nullable Long limit, RateLimitReport.Axis axis, long sentAt) {
    if (limit == null || axis.remaining() == null || axis.resetMillis() == null) {
      return 0;
    }
    double refilledUntilReset = limit * axis.resetMillis() / (double) MINUTE_MILLIS;
    boolean fixed =
        axis.resetMillis() < FIXED_RESET_MAX_MILLIS
            && limit - axis.remaining() > NOT_REFILLED * refilledUntilReset + TOLERATED_COUNT;
    return fixed ? (double) sentAt + axis.resetMillis() : 0;
  }
}
