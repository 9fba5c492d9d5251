package dev.classify.store.projections;

/// What one worker of a replica set projects.
///
/// @param generation of the assignment; a later one takes its place
/// @param partition from 0
/// @param partitions of this generation
public record Partition(String replicaSet, long generation, int partition, int partitions) {

  public Partition {
    if (partition < 0 || partition >= partitions || generation < 1) {
      throw new IllegalArgumentException(
          "no partition %d of %d in generation %d".formatted(partition, partitions, generation));
    }
  }
}
