package dev.classify.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// When requests may be sent: a grant for each of the first ones, in their order. The others are
/// asked for again when those have come to their end.
///
/// @param sendTimes milliseconds of the Unix epoch, not more than [Budget#HORIZON] ahead; a grant
///     that is used more than [Budget#GRACE] later is void
/// @param now when it was decided, milliseconds of the Unix epoch
/// @param askAgainAt the turn of the one who asks; null where any request was granted
public record GrantResponse(List<Long> sendTimes, long now, @Nullable Long askAgainAt) {
  public GrantResponse {
    sendTimes = List.copyOf(sendTimes);
  }
}
