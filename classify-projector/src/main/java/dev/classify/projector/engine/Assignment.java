package dev.classify.projector.engine;

import dev.classify.store.projections.Partition;

/// The partition that the coordinator gives to this process.
///
/// @param generation a later one takes its place
/// @param partition from 0
/// @param partitions of this generation
public record Assignment(String replicaSet, long generation, int partition, int partitions) {

  Partition own() {
    return new Partition(replicaSet, generation, partition, partitions);
  }
}
