package dev.classify.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wish for the send times of some requests.
///
/// @param job who asks; jobs that ask at the same time share the budget equally
/// @param jobLimits what the job itself may use
/// @param accountLimits what all jobs together may use, as the asking worker knows it
/// @param tokens one entry per request: prompt and the most that it may answer, estimated
/// @param correction tokens that earlier requests took beyond their estimate; negative for fewer
/// @param reported what the provider said last; null for no news
/// @param turn when the one who asks was told to ask again; null where it was not
/// @param begun whether it has had a request granted before: it goes before those that have not
public record GrantRequest(
    String job,
    Limits jobLimits,
    Limits accountLimits,
    List<Long> tokens,
    long correction,
    @Nullable RateLimitReport reported,
    @Nullable Long turn,
    boolean begun) {

  public GrantRequest {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("no request is asked for");
    }
  }

  /// The same where others leave no more of the account than this.
  GrantRequest within(Limits leave) {
    return leave.equals(Limits.NONE)
        ? this
        : new GrantRequest(
            job, jobLimits, accountLimits.and(leave), tokens, correction, reported, turn, begun);
  }
}
