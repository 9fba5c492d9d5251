package dev.classify.estimate;

/// The requests that will be sent to one model.
///
/// @param indicators in all requests together
/// @param promptTokens of all requests, the instructions counted in each
public record RequestLoad(long requests, long indicators, long promptTokens) {

  public static final RequestLoad NONE = new RequestLoad(0, 0, 0);

  public RequestLoad plus(RequestLoad other) {
    return new RequestLoad(
        requests + other.requests,
        indicators + other.indicators,
        promptTokens + other.promptTokens);
  }
}
