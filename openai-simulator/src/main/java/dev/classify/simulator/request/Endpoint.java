package dev.classify.simulator.request;

import java.util.Arrays;
import java.util.Optional;

/// The two endpoints, with their names for the same parameters.
public enum Endpoint {
  CHAT("/v1/chat/completions", "messages", "max_completion_tokens", "response_format"),
  RESPONSES("/v1/responses", "input", "max_output_tokens", "text.format");

  private final String path;
  private final String input;
  private final String tokensMax;
  private final String format;

  Endpoint(String path, String input, String tokensMax, String format) {
    this.path = path;
    this.input = input;
    this.tokensMax = tokensMax;
    this.format = format;
  }

  public String path() {
    return path;
  }

  /// The parameter with the messages.
  public String input() {
    return input;
  }

  /// The parameter that limits the tokens of an answer.
  String tokensMax() {
    return tokensMax;
  }

  /// The parameter with the response format.
  String format() {
    return format;
  }

  public static Optional<Endpoint> at(String path) {
    return Arrays.stream(values()).filter(endpoint -> endpoint.path.equals(path)).findFirst();
  }
}
