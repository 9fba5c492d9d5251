package dev.classify.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// When requests may be sent: a grant for each of the first ones, in their order.
///
/// @param sendTimesMillis Unix epoch, at most [Budget#HORIZON] ahead; a grant that is used more
///     than [Budget#GRACE] late is void
/// @param decidedAtMillis when the budget decided, Unix epoch
/// @param askAgainAtMillis when the first of the others can be granted, Unix epoch; null if all
///     were granted
public record GrantResponse(
    List<Long> sendTimesMillis, long decidedAtMillis, @Nullable Long askAgainAtMillis) {
  public GrantResponse {
    sendTimesMillis = List.copyOf(sendTimesMillis);
  }
}
