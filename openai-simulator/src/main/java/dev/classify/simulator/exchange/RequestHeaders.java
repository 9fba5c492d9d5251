package dev.classify.simulator.exchange;

import dev.classify.indicator.ContentHash;
import dev.classify.simulator.recording.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers of a request that the simulator uses.
public record RequestHeaders(
    String path,
    @Nullable String authorization,
    @Nullable String idempotencyKey,
    @Nullable String clientRequestId) {

  private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+(\\S+)\\s*");
  private static final int HASH_BYTES = 8;

  /// The hash that is shown instead of a key: it distinguishes keys but cannot be used as one.
  public static String hash(String key) {
    byte[] hash = ContentHash.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  /// A new id for a request.
  static String requestId() {
    return "req_" + UUID.randomUUID().toString().replace("-", "");
  }

  LogEntry.Arrival arrival(long nanos, Instant at) {
    return new LogEntry.Arrival(
        nanos, at, path, keyHash(), requestId(), idempotencyKey, clientRequestId, null);
  }

  /// The hash of the request's key; empty without a key.
  public String keyHash() {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches() ? hash(bearer.group(1)) : "";
  }
}
