package dev.classify.projector.membership;

/// The work that a projector does while it holds a partition.
public interface PartitionWork {

  /// Begins the work of a partition in the background.
  ///
  /// @param partition from 0, of so many `partitions`
  void start(long generation, int partition, int partitions);

  /// Ends it, and returns when no transaction is open any more. Does nothing if none is under way.
  void stop();
}
