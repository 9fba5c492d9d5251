package dev.classify.service.send;

import dev.classify.service.llm.LlmOutcome;

/// How the sending of a request ended.
public sealed interface SendResult {

  /// The request was sent, and has this outcome.
  record Completed(LlmOutcome outcome) implements SendResult {}

  /// The job was stopped before the request was sent.
  record JobStopped(String reason) implements SendResult {}
}
