package dev.classify.simulator.exchange;

import dev.classify.simulator.limit.TokenCharge;
import dev.classify.simulator.recording.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request gets, and how.
///
/// @param pieces the body: one piece, or the events of a stream
/// @param delay from the arrival to the first piece
/// @param pieceDelay before every piece but the first
/// @param charge what the limits took for it; null where they were not asked
/// @param tokensUsed what the charge comes to in the end
public record Reply(
    LogEntry entry,
    int status,
    Map<String, String> headers,
    List<String> pieces,
    DeliveryMode deliveryMode,
    Duration delay,
    Duration pieceDelay,
    @Nullable TokenCharge charge,
    long tokensUsed) {

  /// How a reply arrives.
  public enum DeliveryMode {
    WHOLE,
    /// Half of the body arrives and ends as if it were all.
    TRUNCATED,
    /// The connection is reset instead.
    RESET,
    /// The connection is reset after half of the body.
    RESET_MIDWAY,
    /// Nothing arrives, ever.
    HANG
  }

  public Reply {
    headers = Map.copyOf(headers);
    pieces = List.copyOf(pieces);
  }

  /// The last of it goes out now.
  public void answered(long nanos) {
    entry.recordAnswered(status, nanos);
    settle();
  }

  /// It is over, whether or not anything arrived.
  public void settle() {
    if (charge != null) {
      charge.settle(tokensUsed);
    }
  }
}
