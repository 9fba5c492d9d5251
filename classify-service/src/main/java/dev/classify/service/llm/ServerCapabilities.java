package dev.classify.service.llm;

/// What a server is believed to understand of the API; it is found out by what it refuses.
///
/// @param responseFormat how firmly it can be asked for the form of the answers
/// @param logprobs whether it tells the probabilities of tokens
/// @param maxCompletionTokens whether it knows `max_completion_tokens`, else the older `max_tokens`
record ServerCapabilities(
    ResponseFormat responseFormat, boolean logprobs, boolean maxCompletionTokens) {

  /// Whoever has these can do all.
  ///
  /// @param logprobs whether to ask for them at all
  static ServerCapabilities all(boolean logprobs) {
    return new ServerCapabilities(ResponseFormat.STRICT_SCHEMA, logprobs, true);
  }

  ServerCapabilities withFormat(ResponseFormat other) {
    return new ServerCapabilities(other, logprobs, maxCompletionTokens);
  }

  ServerCapabilities withoutLogprobs() {
    return new ServerCapabilities(responseFormat, false, maxCompletionTokens);
  }

  ServerCapabilities withoutMaxCompletionTokens() {
    return new ServerCapabilities(responseFormat, logprobs, false);
  }

  /// What is left where both are true of one server, as requests side by side may each find one.
  ServerCapabilities common(ServerCapabilities other) {
    return new ServerCapabilities(
        responseFormat.compareTo(other.responseFormat) > 0 ? responseFormat : other.responseFormat,
        logprobs && other.logprobs,
        maxCompletionTokens && other.maxCompletionTokens);
  }

  /// What this has and another has not, as a sentence names it.
  String firstMissingIn(ServerCapabilities other) {
    if (responseFormat != other.responseFormat) {
      return "the answer format " + responseFormat.written();
    }
    return logprobs != other.logprobs ? "logprobs" : "max_completion_tokens";
  }
}
