package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// What may be sent in any sixty seconds.
///
/// @param requestsPerMinute null for no limit
/// @param tokensPerMinute prompt and completion together; null for no limit
public record Limits(@Nullable Integer requestsPerMinute, @Nullable Long tokensPerMinute) {

  public static final Limits NONE = new Limits(null, null);

  public Limits {
    if (requestsPerMinute != null && requestsPerMinute < 1) {
      throw new IllegalArgumentException("at least one request per minute: " + requestsPerMinute);
    }
    if (tokensPerMinute != null && tokensPerMinute < 1) {
      throw new IllegalArgumentException("at least one token per minute: " + tokensPerMinute);
    }
  }

  /// The stricter of both, for requests and tokens separately.
  public Limits and(Limits other) {
    return new Limits(
        stricter(requestsPerMinute, other.requestsPerMinute),
        stricter(tokensPerMinute, other.tokensPerMinute));
  }

  /// A part of both, at least one request and one token.
  ///
  /// @param part more than 0 and at most 1
  Limits slowedTo(double part) {
    return new Limits(
        requestsPerMinute == null ? null : (int) Math.max(1, requestsPerMinute * part),
        tokensPerMinute == null ? null : (long) Math.max(1, tokensPerMinute * part));
  }

  private static <N extends Comparable<N>> @Nullable N stricter(@Nullable N one, @Nullable N two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.compareTo(two) <= 0 ? one : two;
  }
}
