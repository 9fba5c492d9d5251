package dev.classify.service.llm;

import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import org.jspecify.annotations.Nullable;

/// What the server's `x-ratelimit-*` headers say of the account; null where it sends none.
///
/// @param limits per minute
/// @param remainingRequests requests that could follow at once
/// @param remainingTokens tokens that could follow at once
/// @param requestsResetMillis time until all requests are available again
/// @param tokensResetMillis time until all tokens are available again
public record ObservedLimits(
    Limits limits,
    @Nullable Long remainingRequests,
    @Nullable Long remainingTokens,
    @Nullable Long requestsResetMillis,
    @Nullable Long tokensResetMillis) {

  /// What it says to the budget, of a request sent at this time.
  public RateLimitReport at(long sentAt) {
    return new RateLimitReport(
        limits,
        new RateLimitReport.Axis(remainingRequests, requestsResetMillis),
        new RateLimitReport.Axis(remainingTokens, tokensResetMillis),
        sentAt);
  }

  /// Of a server that says nothing.
  public static final ObservedLimits NONE = new ObservedLimits(Limits.NONE, null, null, null, null);
}
