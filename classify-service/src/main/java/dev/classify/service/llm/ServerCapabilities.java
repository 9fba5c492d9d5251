package dev.classify.service.llm;

/// Which parts of the API a server supports, learned from what it refuses.
///
/// @param responseFormat the strictest response format that it supports
/// @param logprobs whether it returns the probabilities of tokens
/// @param maxCompletionTokens whether it knows `max_completion_tokens`; else it gets the older
///     `max_tokens`
/// @param systemRole whether instructions may stand in a message of their own; else they begin the
///     user's
record ServerCapabilities(
    ResponseFormat responseFormat,
    boolean logprobs,
    boolean maxCompletionTokens,
    boolean systemRole) {

  /// Every capability.
  ///
  /// @param logprobs whether to ask for them at all
  static ServerCapabilities all(boolean logprobs) {
    return new ServerCapabilities(ResponseFormat.BOUNDED_SCHEMA, logprobs, true, true);
  }

  ServerCapabilities withFormat(ResponseFormat other) {
    return new ServerCapabilities(other, logprobs, maxCompletionTokens, systemRole);
  }

  ServerCapabilities withoutLogprobs() {
    return new ServerCapabilities(responseFormat, false, maxCompletionTokens, systemRole);
  }

  ServerCapabilities withoutMaxCompletionTokens() {
    return new ServerCapabilities(responseFormat, logprobs, false, systemRole);
  }

  ServerCapabilities withoutSystemRole() {
    return new ServerCapabilities(responseFormat, logprobs, maxCompletionTokens, false);
  }

  /// The capabilities in both: concurrent requests may each find another one missing.
  ServerCapabilities common(ServerCapabilities other) {
    return new ServerCapabilities(
        responseFormat.compareTo(other.responseFormat) > 0 ? responseFormat : other.responseFormat,
        logprobs && other.logprobs,
        maxCompletionTokens && other.maxCompletionTokens,
        systemRole && other.systemRole);
  }

  /// The name of the capability that this has and the other lacks, for a message.
  String firstMissingIn(ServerCapabilities other) {
    if (responseFormat != other.responseFormat) {
      return "the answer format " + responseFormat.written();
    }
    if (systemRole != other.systemRole) {
      return "the system role";
    }
    return logprobs != other.logprobs ? "logprobs" : "max_completion_tokens";
  }
}
