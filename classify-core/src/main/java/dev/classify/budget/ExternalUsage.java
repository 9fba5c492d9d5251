package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// What others, who know nothing of this budget, use of the same account: what the provider counts
/// beyond what was granted here.
///
/// Providers count in different ways. A bucket refills all the time, and a sliding minute gives
/// each request back a minute later: what others take of them is missed in what is left. A fixed
/// window gives everything back at once, at its end: until then there is only what is left.
///
/// @param at when the news were made, milliseconds of the Unix epoch
/// @param requests of others, per minute, by the last news alone
/// @param tokens of others, per minute, by the last news alone
/// @param leave what they leave, by the last two news: one alone may be out by what was on its way
/// @param heldUntil when a fixed window ends of which nothing is left
public record ExternalUsage(
    long at, double requests, double tokens, Limits leave, double heldUntil) {

  static final ExternalUsage NONE = new ExternalUsage(0, 0, 0, Limits.NONE, 0);

  private static final long MINUTE = 60_000;

  /// The part of a limit by which the counts differ without anybody else: requests arrive later
  /// than they were to be sent, and not always by the same time.
  private static final double TOLERATED_PART = 0.03;

  private static final double TOLERATED = 2;

  /// With a smaller limit nothing may be left although nobody else is there.
  private static final long TELLING_LIMIT = 200;

  private static final double SQUEEZED_PER_SECOND = 0.02;
  private static final double SQUEEZED_MOST = 0.9;
  private static final long SQUEEZED_AT_ONCE = 5_000;

  /// A window this much emptier than time would have it is no bucket that refills.
  private static final double NOT_REFILLED = 1.2;

  /// Longer than that a sliding minute takes to be free again, or a bucket that is all but empty.
  private static final double FIXED_RESET_MAX = 50_000;

  /// Afterwards, when the provider has said this.
  ///
  /// @param granted requests, and tokens as they were estimated
  ExternalUsage heard(
      RateLimitReport said, GrantHistory granted, GrantHistory grantedTokens, long now) {
    if (said.at() <= at) {
      return this;
    }
    Integer limit = said.limits().requestsPerMinute();
    Long perMinute = limit == null ? null : limit.longValue();
    double byOthers =
        Math.max(used(perMinute, said.requests(), granted, said.at()), squeezed(perMinute, said));
    double tokensByOthers =
        used(said.limits().tokensPerMinute(), said.tokens(), grantedTokens, said.at());
    Long left = left(perMinute, Math.min(byOthers, requests));
    double window = endOfFixedWindow(perMinute, said.requests(), said.at());
    double held = 0;
    if (window > (double) now && said.requests().left() != null) {
      double still = said.requests().left() - granted.between(said.at(), now);
      held = still < 1 ? window : 0;
      left = Math.max(1, Math.round(still * MINUTE / (window - (double) now)));
    }
    return new ExternalUsage(
        said.at(),
        byOthers,
        tokensByOthers,
        new Limits(
            left == null ? null : Math.toIntExact(Math.min(left, Integer.MAX_VALUE)),
            left(said.limits().tokensPerMinute(), Math.min(tokensByOthers, tokens))),
        held);
  }

  /// Where nothing is left, nobody can tell how much others would take: more and more is left to
  /// them until something is left again, which tells.
  private double squeezed(@Nullable Long limit, RateLimitReport said) {
    Long left = said.requests().left();
    if (limit == null || limit < TELLING_LIMIT || left == null || left > 0) {
      return 0;
    }
    double seconds = Math.min(said.at() - at, SQUEEZED_AT_ONCE) / 1_000.0;
    return Math.min(limit * SQUEEZED_MOST, requests + limit * SQUEEZED_PER_SECOND * seconds);
  }

  /// What they leave at this time; news of a minute ago say nothing any more.
  Limits leave(long now) {
    return now - at < MINUTE ? leave : Limits.NONE;
  }

  private static double used(
      @Nullable Long limit, RateLimitReport.Axis axis, GrantHistory granted, long sentAt) {
    if (limit == null || axis.left() == null) {
      return 0;
    }
    double beyond = limit - axis.left() - granted.between(sentAt - MINUTE, sentAt);
    return beyond <= TOLERATED + TOLERATED_PART * limit ? 0 : beyond;
  }

  private static @Nullable Long left(@Nullable Long limit, double used) {
    return limit == null || used <= 0 ? null : Math.max(1, Math.round(limit - used));
  }

  /// 0 where it is none.
  private static double endOfFixedWindow(
      @Nullable Long limit, RateLimitReport.Axis axis, long sentAt) {
    if (limit == null || axis.left() == null || axis.resetMillis() == null) {
      return 0;
    }
    double refilledUntilReset = limit * axis.resetMillis() / (double) MINUTE;
    boolean fixed =
        axis.resetMillis() < FIXED_RESET_MAX
            && limit - axis.left() > NOT_REFILLED * refilledUntilReset + TOLERATED;
    return fixed ? (double) sentAt + axis.resetMillis() : 0;
  }
}
