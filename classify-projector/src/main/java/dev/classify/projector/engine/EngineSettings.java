package dev.classify.projector.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How events are read.
///
/// @param batchSize events of a transaction, at most
/// @param pollInterval after which the log is looked at again when all of it is projected
/// @param retention age at which events are deleted that every projection has read; null for never
public record EngineSettings(int batchSize, Duration pollInterval, @Nullable Duration retention) {

  /// Events are kept for ever.
  public EngineSettings(int batchSize, Duration pollInterval) {
    this(batchSize, pollInterval, null);
  }
}
