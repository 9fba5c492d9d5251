package dev.classify.web.http;

import java.sql.SQLException;

/// Answers one kind of request. It runs on a virtual thread and may block.
@FunctionalInterface
public interface ApiHandler {

  /// Answers a request.
  ///
  /// @throws Problem to answer with a problem
  /// @throws SQLException if the database is away or a query takes too long, answered with 503
  ApiResponse handle(ApiRequest request) throws SQLException;
}
