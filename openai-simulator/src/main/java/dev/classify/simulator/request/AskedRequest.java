package dev.classify.simulator.request;

import java.util.List;

/// A valid request.
///
/// @param messages in the order of the prompt, instructions first
/// @param tokensMax the most tokens in the answer; 0 for no limit
/// @param usageInStream whether a stream of chat chunks ends with the usage
/// @param serviceTier the tier at which it runs, which the answer reports
/// @param logprobs whether to report token probabilities
public record AskedRequest(
    Endpoint endpoint,
    String model,
    List<Message> messages,
    ResponseFormat format,
    int tokensMax,
    boolean stream,
    boolean usageInStream,
    String serviceTier,
    boolean logprobs) {

  public AskedRequest {
    messages = List.copyOf(messages);
  }

  /// One message of the prompt.
  public record Message(String role, String text) {}

  /// The text of the last user message; empty if there is none.
  public String lastUserMessage() {
    return messages.reversed().stream()
        .filter(message -> message.role().equals("user"))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }
}
