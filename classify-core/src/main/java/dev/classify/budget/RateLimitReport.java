package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What a provider's `x-ratelimit-*` headers say about an account. They count everybody who uses
/// it.
///
/// @param limits per minute
/// @param requests what is left of the request limit
/// @param tokens what is left of the token limit
/// @param sentAtMillis when the request was sent, Unix epoch
public record RateLimitReport(
    Limits limits, Axis requests, Axis tokens, @JsonProperty("at") long sentAtMillis) {

  /// One of the two limits; null where the provider says nothing.
  ///
  /// @param remaining how many could be sent at once
  /// @param resetMillis time until the full limit is available again
  public record Axis(@JsonProperty("left") @Nullable Long remaining, @Nullable Long resetMillis) {

    public static final Axis UNKNOWN = new Axis(null, null);
  }
}
