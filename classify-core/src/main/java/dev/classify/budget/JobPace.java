package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/// What a job has been granted.
///
/// @param limits its own
/// @param cap by its own limits
/// @param share by its part of the account's limits
/// @param turns those of it who were told to ask again
/// @param askedAt when it asked last, milliseconds of the Unix epoch
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobPace(Limits limits, Pace cap, Pace share, WaitQueue turns, long askedAt) {

  /// How late a request may be on its job's own pace, because others had the account's place, and
  /// yet not delay the next one.
  private static final double MADE_UP = 200;

  /// A job that has not asked for so many milliseconds takes no share.
  private static final double ACTIVE = 25_000;

  static final JobPace FRESH = new JobPace(Limits.NONE, Pace.FRESH, Pace.FRESH, WaitQueue.EMPTY, 0);

  /// What an earlier build kept knows no turns.
  public JobPace {
    turns = Objects.requireNonNullElse(turns, WaitQueue.EMPTY);
  }

  /// Of a job that may send at once.
  static JobPace idle(double now) {
    Pace free = Pace.from(now);
    return new JobPace(Limits.NONE, free, free, WaitQueue.EMPTY, (long) now);
  }

  /// Afterwards, when a request of so many tokens is sent at this time.
  ///
  /// @param now when it is granted
  JobPace after(double at, long tokens, GrantRequest ask, double part, double now) {
    return new JobPace(
        limits,
        cap.after(Math.max(capDue(tokens, ask), at - MADE_UP), tokens, ask.jobLimits(), 1),
        share.after(Math.max(shareDue(tokens, ask, part), now), tokens, ask.accountLimits(), part),
        turns,
        askedAt);
  }

  /// The earliest time for a request of so many tokens by the job's own limits.
  double capDue(long tokens, GrantRequest ask) {
    return cap.due(tokens, ask.jobLimits(), 1);
  }

  /// The same by its part of the account's limits.
  double shareDue(long tokens, GrantRequest ask, double part) {
    return share.due(tokens, ask.accountLimits(), part);
  }

  /// Whether it is one of those that share the account.
  boolean asksAt(double now) {
    return askedAt >= now - ACTIVE || turns.areAwaited(now);
  }

  JobPace asked(Limits limits, WaitQueue turns, long now) {
    return new JobPace(limits, cap, share, turns, now);
  }
}
