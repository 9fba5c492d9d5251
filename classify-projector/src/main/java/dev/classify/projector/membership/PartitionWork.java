package dev.classify.projector.membership;

import java.sql.SQLException;

/// The work that a projector does while it holds a partition.
public interface PartitionWork {

  /// Identity of the database that the work reads and writes.
  String database() throws SQLException;

  /// Begins the work of a partition in the background.
  ///
  /// @param partition from 0, of so many `partitions`
  void start(long generation, int partition, int partitions);

  /// Ends it, and returns when no transaction is open any more. Does nothing if none is under way.
  void stop();
}
