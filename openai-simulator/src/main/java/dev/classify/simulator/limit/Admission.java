package dev.classify.simulator.limit;

import java.time.Duration;

/// Whether the rate limits of its key and model admit a request.
///
/// @param limit the limit that refused it
/// @param used how much of that limit was used before this request
/// @param retryAfter how long until it would be admitted; zero if it was admitted or never can be
public record Admission(
    Verdict verdict,
    long limit,
    long used,
    Duration retryAfter,
    LimitState state,
    TokenCharge charge) {

  /// The decision.
  public enum Verdict {
    ADMITTED,
    /// No request remains in this minute.
    REQUESTS_SPENT,
    /// Too few tokens remain in this minute.
    TOKENS_SPENT,
    /// More tokens than the limit of a whole minute: waiting does not help.
    TOO_LARGE
  }
}
