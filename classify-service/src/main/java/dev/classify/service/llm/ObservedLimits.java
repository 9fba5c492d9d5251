package dev.classify.service.llm;

import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import org.jspecify.annotations.Nullable;

/// The `x-ratelimit-*` headers of a response; null for each that the server does not send.
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

  /// The report to the budget, for a request that was sent at this time.
  public RateLimitReport at(long sentAt) {
    return new RateLimitReport(
        limits,
        new RateLimitReport.Axis(remainingRequests, requestsResetMillis),
        new RateLimitReport.Axis(remainingTokens, tokensResetMillis),
        sentAt);
  }

  /// A response without these headers.
  public static final ObservedLimits NONE = new ObservedLimits(Limits.NONE, null, null, null, null);
}
