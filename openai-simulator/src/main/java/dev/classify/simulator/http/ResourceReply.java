package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.request.ApiError;

/// The reply to a call that asks no model.
sealed interface ResourceReply {

  /// JSON with its status.
  record Json(int status, String body) implements ResourceReply {
    static Json ok(JsonNode body) {
      return new Json(200, body.toString());
    }

    static Json error(ApiError error) {
      return new Json(error.status(), error.body().toString());
    }
  }

  /// The content of a file.
  ///
  /// @param broken whether the connection breaks in the middle
  record Content(StoredFile file, boolean broken) implements ResourceReply {}

  /// No reply: the connection breaks after the call was done.
  record Lost() implements ResourceReply {}
}
