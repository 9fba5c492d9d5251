package dev.classify.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replica set as its coordinator knows it.
///
/// @param generation 0 where no projector ever joined
/// @param workers in the order in which they joined
public record ReplicaSetStatus(
    long generation, Membership.Phase phase, int partitions, List<Worker> workers) {

  public ReplicaSetStatus {
    workers = List.copyOf(workers);
  }

  /// One projector.
  ///
  /// @param partition null until a generation includes it
  /// @param lastBeat its last heartbeat, in milliseconds since 1970
  public record Worker(String worker, String name, @Nullable Integer partition, long lastBeat) {}
}
