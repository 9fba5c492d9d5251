package dev.classify.store.attempts;

import java.sql.SQLException;
import java.util.List;

/// The attempts of one process at batches, and those of earlier processes that never ended.
///
/// An entry is removed when its attempt ends in any way but the death of the process. All methods
/// throw [SQLException] where the database is down.
public interface BatchAttempts {

  /// Enters an attempt.
  ///
  /// @return the attempts of other processes at the batch that have not ended, oldest first
  List<UnendedAttempt> begin(String batchKey) throws SQLException;

  /// Records that this process does nothing but read one row of the batch.
  ///
  /// @param position of the row, from 1; 0 when the process does other work again
  void reading(String batchKey, int position) throws SQLException;

  /// Removes the attempt of this process, because it has ended.
  void ended(String batchKey) throws SQLException;

  /// Removes all attempts at a batch, because it is done.
  void done(String batchKey) throws SQLException;

  /// Removes all attempts of this process, because it is being stopped, and entries that are too
  /// old to say anything.
  void stopping() throws SQLException;
}
