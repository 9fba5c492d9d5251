package dev.classify.simulator.request;

/// The result of parsing a request body.
public sealed interface ParsedRequest {

  /// A request that can be answered.
  record Accepted(AskedRequest request) implements ParsedRequest {}

  /// A request that the API refuses.
  record Refused(ApiError error) implements ParsedRequest {}
}
