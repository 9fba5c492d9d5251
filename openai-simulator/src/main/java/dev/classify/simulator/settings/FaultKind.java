package dev.classify.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The faults that can be injected. Only the first refusal fault and the first delivery fault apply
/// to a request; content faults add up.
public enum FaultKind {
  INSUFFICIENT_QUOTA(Stage.REFUSAL),
  FLEX_UNAVAILABLE(Stage.REFUSAL),
  RATE_LIMIT(Stage.REFUSAL),
  RATE_LIMIT_BARE(Stage.REFUSAL),
  SERVER_ERROR(Stage.REFUSAL),
  UNAVAILABLE(Stage.REFUSAL),
  HTML(Stage.REFUSAL),
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
  INVALID_VALUE(Stage.CONTENT),
  BATCH_CREATE_RATE_LIMIT(Stage.BATCH),
  BATCH_CREATE_ERROR(Stage.BATCH),
  BATCH_CREATE_LOST(Stage.BATCH),
  BATCH_INVALID(Stage.BATCH),
  BATCH_LINE_ERROR(Stage.LINE),
  BATCH_LINE_STUCK(Stage.LINE),
  FILE_CONTENT_BROKEN(Stage.DOWNLOAD);

  /// The stage of a request that a fault affects.
  public enum Stage {
    /// The reply is an error, or a page, instead of an answer.
    REFUSAL,
    /// The answer does not arrive properly.
    DELIVERY,
    /// The answer arrives, but its content is bad.
    CONTENT,
    /// A batch is made, or its file is checked. Calls that make batches have numbers of their own.
    BATCH,
    /// A line of a batch. Lines have numbers of their own, over all batches and in the order of
    /// their files.
    LINE,
    /// A file is downloaded. Downloads have numbers of their own.
    DOWNLOAD;

    /// Whether it is a stage of requests to a model.
    public boolean ofRequest() {
      return switch (this) {
        case REFUSAL, DELIVERY, CONTENT -> true;
        case BATCH, LINE, DOWNLOAD -> false;
      };
    }
  }

  private final Stage stage;

  FaultKind(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /// The name in settings and recorded requests, such as `rate-limit-bare`.
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
