package dev.classify.budget;

import org.jspecify.annotations.Nullable;

/// What may be sent in any sixty seconds.
///
/// @param requestsPerMinute null where requests are not limited
/// @param tokensPerMinute prompt and completion together; null where tokens are not limited
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

  /// The stricter of both, axis by axis.
  public Limits and(Limits other) {
    return new Limits(
        stricter(requestsPerMinute, other.requestsPerMinute),
        stricter(tokensPerMinute, other.tokensPerMinute));
  }

  private static <N extends Comparable<N>> @Nullable N stricter(@Nullable N one, @Nullable N two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.compareTo(two) <= 0 ? one : two;
  }
}
