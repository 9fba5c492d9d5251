package dev.classify.estimate;

/// What is to be sent to one model.
///
/// @param indicators asked about in all of the requests together
/// @param promptTokens of all of them, those of the instructions in each
public record Load(long requests, long indicators, long promptTokens) {

  public static final Load NONE = new Load(0, 0, 0);

  public Load plus(Load other) {
    return new Load(
        requests + other.requests,
        indicators + other.indicators,
        promptTokens + other.promptTokens);
  }
}
