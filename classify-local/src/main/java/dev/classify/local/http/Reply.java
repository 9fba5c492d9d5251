package dev.classify.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/// An HTTP reply of any status, with its body as text.
public record Reply(int status, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// The body as JSON.
  ///
  /// @throws IOException if it is not JSON
  public JsonNode json() throws IOException {
    return JSON.readTree(body);
  }
}
