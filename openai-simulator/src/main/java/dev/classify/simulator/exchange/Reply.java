package dev.classify.simulator.exchange;

import dev.classify.simulator.limit.TokenCharge;
import dev.classify.simulator.recording.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reply to a request, and how it is delivered.
///
/// @param pieces the body: one piece, or the events of a stream
/// @param delay from the arrival to the first piece
/// @param pieceDelay before every piece but the first
/// @param charge the tokens charged by the limits; null if the limits were not consulted
/// @param tokensUsed the final value of the charge
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

  /// How a reply is delivered.
  public enum DeliveryMode {
    WHOLE,
    /// Half of the body arrives, as if it were complete.
    TRUNCATED,
    /// The connection is reset instead.
    RESET,
    /// The connection is reset after half of the body.
    RESET_MIDWAY,
    /// Nothing ever arrives.
    HANG
  }

  public Reply {
    headers = Map.copyOf(headers);
    pieces = List.copyOf(pieces);
  }

  /// Records that the end of the reply is sent now.
  public void answered(long nanos) {
    entry.recordAnswered(status, nanos);
    settle();
  }

  /// Settles the charge once the reply is over, even if nothing arrived.
  public void settle() {
    if (charge != null) {
      charge.settle(tokensUsed);
    }
  }
}
