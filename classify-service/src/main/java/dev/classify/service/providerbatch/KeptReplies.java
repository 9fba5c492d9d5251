package dev.classify.service.providerbatch;

import java.sql.SQLException;
import java.util.Map;

/// Reads the replies that are kept for a batch of rows.
public interface KeptReplies {

  /// The replies as JSON, by request id.
  Map<String, String> of(String batchKey) throws SQLException;
}
