package dev.classify.web.events;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Jobs as they are now.
@FunctionalInterface
public interface JobSnapshots {

  /// The jobs that a caller follows, as JSON objects by id, in the order in which they are listed.
  ///
  /// @param jobId the only one; null for those that were worked on last
  Map<String, String> now(@Nullable String jobId) throws SQLException;
}
