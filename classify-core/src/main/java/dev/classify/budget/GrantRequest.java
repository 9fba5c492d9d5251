package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for the send times of the requests that a batch has left.
///
/// @param job the job that asks; jobs that ask at the same time share the budget equally
/// @param jobLimits what the job itself may use
/// @param accountLimits what all jobs together may use, as far as the asking worker knows
/// @param tokens one entry per request: the estimated prompt and the largest possible answer
/// @param correction tokens that earlier requests took beyond their estimate; negative for fewer
/// @param reported the last rate-limit report of the provider; null if there is no new one
/// @param askAgainAtMillis when the batch was told to ask again; null if it was not queued
/// @param started whether the batch was granted requests before; it then goes before those that
///     were not
public record GrantRequest(
    String job,
    Limits jobLimits,
    Limits accountLimits,
    List<Long> tokens,
    long correction,
    @Nullable RateLimitReport reported,
    @JsonProperty("turn") @Nullable Long askAgainAtMillis,
    @JsonProperty("begun") boolean started) {

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
            job,
            jobLimits,
            accountLimits.and(remaining),
            tokens,
            correction,
            reported,
            askAgainAtMillis,
            started);
  }
}
