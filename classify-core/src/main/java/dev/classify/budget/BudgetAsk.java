package dev.classify.budget;

import java.util.List;

/// A wish for the send times of some requests.
///
/// @param job who asks; jobs that ask at the same time share the budget equally
/// @param jobLimits what the job itself may use
/// @param accountLimits what all jobs together may use, as the asking worker knows it
/// @param tokens one entry per request: prompt and the most that it may answer, estimated
/// @param correction tokens that earlier requests took beyond their estimate; negative for fewer
/// @param now clock of the asking worker, milliseconds of the Unix epoch
public record BudgetAsk(
    String job,
    Limits jobLimits,
    Limits accountLimits,
    List<Long> tokens,
    long correction,
    long now) {

  public BudgetAsk {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("no request is asked for");
    }
  }
}
