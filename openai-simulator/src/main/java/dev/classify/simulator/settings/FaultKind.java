package dev.classify.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can go wrong on demand. Where several refuse or deliver one request, the first of them
/// counts; faults of the content add up.
public enum FaultKind {
  INSUFFICIENT_QUOTA(Stage.REFUSAL),
  RATE_LIMIT(Stage.REFUSAL),
  RATE_LIMIT_BARE(Stage.REFUSAL),
  SERVER_ERROR(Stage.REFUSAL),
  UNAVAILABLE(Stage.REFUSAL),
  STRICT_SCHEMA_UNSUPPORTED(Stage.REFUSAL),
  LOGPROBS_UNSUPPORTED(Stage.REFUSAL),
  RESET(Stage.DELIVERY),
  RESET_MIDWAY(Stage.DELIVERY),
  HANG(Stage.DELIVERY),
  LATE(Stage.DELIVERY),
  TRUNCATED_BODY(Stage.DELIVERY),
  SLOW_STREAM(Stage.DELIVERY),
  REFUSAL(Stage.CONTENT),
  MALFORMED_CONTENT(Stage.CONTENT),
  LENGTH(Stage.CONTENT),
  MISSING_ID(Stage.CONTENT),
  SWAPPED_IDS(Stage.CONTENT),
  DUPLICATED_ID(Stage.CONTENT),
  UNKNOWN_ID(Stage.CONTENT),
  INVALID_VALUE(Stage.CONTENT);

  /// Where on the way of a request a fault strikes.
  public enum Stage {
    /// Instead of an answer stands an error.
    REFUSAL,
    /// There is an answer, but it does not arrive as it should.
    DELIVERY,
    /// The answer arrives and is bad.
    CONTENT
  }

  private final Stage stage;

  FaultKind(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /// The name in settings and records, such as `rate-limit-bare`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// All names, for messages.
  public static String keys() {
    return Arrays.stream(values()).map(FaultKind::key).collect(Collectors.joining(", "));
  }

  static Optional<FaultKind> named(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }
}
