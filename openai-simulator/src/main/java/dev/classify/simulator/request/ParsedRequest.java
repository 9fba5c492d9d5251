package dev.classify.simulator.request;

/// What a body turned out to be.
public sealed interface ParsedRequest {

  /// A request that can be answered.
  record Accepted(AskedRequest request) implements ParsedRequest {}

  /// One that the API refuses.
  record Refused(ApiError error) implements ParsedRequest {}
}
