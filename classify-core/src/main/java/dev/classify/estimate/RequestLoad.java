package dev.classify.estimate;

/// What is to be sent to one model.
///
/// @param indicators asked about in all of the requests together
/// @param promptTokens of all of them, those of the instructions in each
public record RequestLoad(long requests, long indicators, long promptTokens) {

  public static final RequestLoad NONE = new RequestLoad(0, 0, 0);

  public RequestLoad plus(RequestLoad other) {
    return new RequestLoad(
        requests + other.requests,
        indicators + other.indicators,
        promptTokens + other.promptTokens);
  }
}
