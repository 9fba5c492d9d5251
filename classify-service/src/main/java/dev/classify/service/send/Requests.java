package dev.classify.service.send;

import java.sql.SQLException;
import java.util.List;

/// Sends the requests of a batch.
public interface Requests {

  /// Sends requests at the same time, and waits for all of them.
  ///
  /// @return one result for each, in their order
  /// @throws StillWaiting where the step must not wait any longer; what was answered is kept
  /// @throws SQLException where the database is down; what was answered is kept
  List<SendResult> sendAll(List<SendTask> tasks)
      throws StillWaiting, SQLException, InterruptedException;
}
