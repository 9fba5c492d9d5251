package dev.classify.store.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A projection as its tables hold it.
///
/// @param state `building`, `active` or `retired`
/// @param stop `paused` or `failed`; null while events are read into it
/// @param stopReason null where it is not stopped
public record Build(
    long build,
    String projection,
    int version,
    String replicaSet,
    String state,
    @Nullable String stop,
    @Nullable String stopReason,
    Instant createdAt) {

  /// Whether events are read into it.
  public boolean runs() {
    return stop == null && !state.equals("retired");
  }
}
