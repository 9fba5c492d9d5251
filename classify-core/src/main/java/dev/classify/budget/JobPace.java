package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/// The pace of one job.
///
/// @param limits the job's own limits
/// @param ownPace the pace by its own limits
/// @param sharePace the pace by its share of the account's limits
/// @param askedAtMillis when the job asked last, Unix epoch
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobPace(
    Limits limits,
    @JsonProperty("cap") Pace ownPace,
    @JsonProperty("share") Pace sharePace,
    @JsonProperty("askedAt") long askedAtMillis) {

  /// A request that the account delays by up to this does not delay the job's next one.
  private static final double CATCH_UP_MILLIS = 200;

  /// A job that has not asked for this long takes no share. A worker asks at least every second
  /// while requests of the job wait in it.
  private static final double ACTIVE_MILLIS = 3_000;

  static final JobPace FRESH = new JobPace(Limits.NONE, Pace.FRESH, Pace.FRESH, 0);

  /// The pace after a request of so many tokens, sent at `at` and granted at `now`.
  JobPace after(double at, long tokens, GrantRequest ask, double part, double now) {
    return new JobPace(
        limits,
        ownPace.after(
            Math.max(dueByOwnLimits(tokens, ask), at - CATCH_UP_MILLIS),
            tokens,
            ask.jobLimits(),
            1),
        sharePace.after(
            Math.max(dueByShare(tokens, ask, part), now), tokens, ask.accountLimits(), part),
        askedAtMillis);
  }

  /// The earliest send time by the job's own limits.
  double dueByOwnLimits(long tokens, GrantRequest ask) {
    return ownPace.dueMillis(tokens, ask.jobLimits(), 1);
  }

  /// The earliest send time by the job's share of the account's limits.
  double dueByShare(long tokens, GrantRequest ask, double part) {
    return sharePace.dueMillis(tokens, ask.accountLimits(), part);
  }

  /// Whether the job takes a share of the account.
  boolean isActiveAt(double now) {
    return askedAtMillis >= now - ACTIVE_MILLIS;
  }

  JobPace asked(Limits limits, long now) {
    return new JobPace(limits, ownPace, sharePace, now);
  }
}
