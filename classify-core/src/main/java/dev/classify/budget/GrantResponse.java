package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When requests may be sent: a grant for each of the first ones, in their order. The batch asks
/// for the others once those have ended.
///
/// @param sendTimesMillis Unix epoch, at most [Budget#HORIZON] ahead; a grant that is used more
///     than [Budget#GRACE] late is void
/// @param decidedAtMillis when the budget decided, Unix epoch
/// @param askAgainAtMillis when to ask again, Unix epoch; null if any request was granted
public record GrantResponse(
    @JsonProperty("sendTimes") List<Long> sendTimesMillis,
    @JsonProperty("now") long decidedAtMillis,
    @JsonProperty("askAgainAt") @Nullable Long askAgainAtMillis) {
  public GrantResponse {
    sendTimesMillis = List.copyOf(sendTimesMillis);
  }
}
