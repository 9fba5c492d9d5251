package dev.classify.simulator.limit;

import java.time.Duration;

/// Whether a request has room within the limits of its key and model.
///
/// @param used what was used before this request, of the limit that refused it
/// @param retryAfter how long until there is room; zero where it was admitted or never has room
public record Admission(
    Verdict verdict,
    long limit,
    long used,
    Duration retryAfter,
    LimitState state,
    TokenCharge charge) {

  /// What the limits say to a request.
  public enum Verdict {
    ADMITTED,
    /// No request is left in this minute.
    REQUESTS_SPENT,
    /// Too few tokens are left in this minute.
    TOKENS_SPENT,
    /// More tokens than a whole minute has: waiting cures nothing.
    TOO_LARGE
  }
}
