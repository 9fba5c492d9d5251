package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// What a provider said of an account with one of its answers; it counts everybody who uses it.
///
/// @param limits per minute
/// @param requests what is left of them
/// @param tokens what is left of them
/// @param at when the request was sent, milliseconds of the Unix epoch
public record RateLimitReport(Limits limits, Axis requests, Axis tokens, long at) {

  /// One of the two axes; null where the provider says nothing.
  ///
  /// @param left how many could follow at once
  /// @param resetMillis time until all of them are there again
  public record Axis(@Nullable Long left, @Nullable Long resetMillis) {

    public static final Axis UNKNOWN = new Axis(null, null);
  }
}
