package dev.classify.store.claims;

/// What a batch has found out about a content that it claimed.
public sealed interface ContentResult {

  /// A model answered.
  ///
  /// @param json the answer, in the form that the batch wrote
  record Answered(String json) implements ContentResult {}

  /// No model has a valid answer.
  record Refused(String reason) implements ContentResult {}
}
