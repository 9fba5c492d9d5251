package dev.classify.web.http;

import java.sql.SQLException;

/// Finds out who sends a request.
public interface Access {

  /// Who sends the request. It may block: it runs on a virtual thread, before the handler.
  ///
  /// @throws SQLException if the database is away; the request is then answered with 503
  Identity identify(ApiRequest request) throws SQLException;

  /// The result.
  sealed interface Identity {

    record Known(Caller caller) implements Identity {}

    /// The caller is unknown.
    ///
    /// @param reason for the caller, without anything that helps to guess a secret
    record Refused(String reason) implements Identity {}
  }
}
