package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A request that arrived at the simulator.
///
/// @param id the worker's, as in the ledger; empty if it sent none
/// @param status 0 while it is in flight, and for ever if no reply was sent
/// @param faulty whether the simulator spoilt its reply
record ReceivedRequest(String id, Instant at, int status, boolean faulty) {

  private static final int HTTP_OK = 200;
  private static final int HTTP_TOO_MANY = 429;

  /// Reads the simulator's record.
  static ReceivedRequest of(JsonNode recorded) {
    return new ReceivedRequest(
        recorded.path("client_request_id").asText(""),
        Instant.parse(recorded.path("arrived_at").asText()),
        recorded.path("status").asInt(),
        !recorded.path("faults").isEmpty());
  }

  /// Whether the model's answer arrived whole and in time.
  boolean good() {
    return status == HTTP_OK && !faulty;
  }

  /// Whether it was refused for a rate limit.
  boolean throttled() {
    return status == HTTP_TOO_MANY;
  }
}
