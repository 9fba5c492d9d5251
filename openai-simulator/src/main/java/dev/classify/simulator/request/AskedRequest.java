package dev.classify.simulator.request;

import java.util.List;

/// A request that the API would answer.
///
/// @param messages instructions first, in the order in which they count
/// @param tokensMax the most tokens in the answer; 0 where the request does not bound it
/// @param usageInStream whether a stream of chat chunks ends with the usage
/// @param serviceTier the tier that the answer names
/// @param logprobs whether the answer is to tell the probabilities of its tokens
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

  /// The text of the last message of the user; empty where there is none.
  public String lastOfUser() {
    return messages.reversed().stream()
        .filter(message -> message.role().equals("user"))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }
}
