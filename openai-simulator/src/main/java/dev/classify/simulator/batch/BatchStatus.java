package dev.classify.simulator.batch;

import java.util.Locale;

/// The states of a batch, by the schema `Batch` of github.com/openai/openai-openapi.
public enum BatchStatus {
  VALIDATING,
  FAILED,
  IN_PROGRESS,
  FINALIZING,
  COMPLETED,
  EXPIRED,
  CANCELLING,
  CANCELLED;

  /// The name in the API, such as `in_progress`. With `_at` it names the time it began.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether nothing changes any more.
  public boolean ended() {
    return switch (this) {
      case VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING -> false;
      case FAILED, COMPLETED, EXPIRED, CANCELLED -> true;
    };
  }
}
