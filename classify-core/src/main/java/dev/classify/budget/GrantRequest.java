package dev.classify.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for send times for the requests of one job that wait in one worker.
///
/// @param job the job that asks; jobs that ask at the same time share the budget equally
/// @param jobLimits what the job itself may use
/// @param accountLimits what all jobs together may use, as far as the asking worker knows
/// @param tokens one entry per request: the estimated prompt and the largest possible answer
/// @param correction tokens that earlier requests took beyond their estimate; negative for fewer
/// @param reported the last rate-limit report of the provider; null if there is no new one
public record GrantRequest(
    String job,
    Limits jobLimits,
    Limits accountLimits,
    List<Long> tokens,
    long correction,
    @Nullable RateLimitReport reported) {

  public GrantRequest {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("a grant request needs at least one request");
    }
  }

  /// The same request within what external usage leaves of the account.
  GrantRequest within(Limits remaining) {
    return remaining.equals(Limits.NONE)
        ? this
        : new GrantRequest(
            job, jobLimits, accountLimits.and(remaining), tokens, correction, reported);
  }

  /// The same request at a part of the account's limits.
  ///
  /// @param part more than 0 and at most 1
  GrantRequest slowedTo(double part) {
    return part == 1
        ? this
        : new GrantRequest(
            job, jobLimits, accountLimits.slowedTo(part), tokens, correction, reported);
  }

  /// Its first request alone.
  GrantRequest first() {
    return new GrantRequest(
        job, jobLimits, accountLimits, tokens.subList(0, 1), correction, reported);
  }
}
