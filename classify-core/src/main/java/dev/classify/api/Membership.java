package dev.classify.api;

import org.jspecify.annotations.Nullable;

/// The place of a projector in its replica set.
///
/// @param generation raised whenever partitions are given to other projectors
/// @param partitions of this generation
/// @param partition from 0; null until a generation begins that includes this projector
/// @param workers projectors of the set that send heartbeats
/// @param nextBeat when to ask again, in milliseconds
public record Membership(
    long generation,
    int partitions,
    @Nullable Integer partition,
    Phase phase,
    int workers,
    long nextBeat) {

  /// What a generation does.
  public enum Phase {
    /// No generation has begun: the first projectors are waiting for others.
    GATHERING,
    /// Projectors stop the work of older generations.
    COORDINATING,
    /// All have stopped; each works on its partition.
    PROCESSING
  }

  /// Whether this projector may work on its partition.
  public boolean mayProcess() {
    return phase == Phase.PROCESSING && partition != null;
  }
}
