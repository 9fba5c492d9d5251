package dev.classify.projector.engine;

import org.jspecify.annotations.Nullable;

/// Where a build of a projection is, as this process sees it.
///
/// @param state `building` or `active`
/// @param stop `paused` or `failed`; null while events are read into it
/// @param position of the last event that is done in this partition
/// @param head the end of the log, when it was looked at last
/// @param lagSeconds age of the next event, about; 0 at the end of the log
/// @param events that this process has read into it
/// @param eventsPerSecond over the last seconds
public record ProjectionState(
    String projection,
    long build,
    String state,
    @Nullable String stop,
    @Nullable String stopReason,
    long position,
    long head,
    double lagSeconds,
    long events,
    double eventsPerSecond) {

  /// Positions between the two, of all partitions.
  public long lagEvents() {
    return Math.max(0, head - position);
  }
}
