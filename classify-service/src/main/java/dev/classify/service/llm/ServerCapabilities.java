package dev.classify.service.llm;

/// Which parts of the API a server supports, learned from what it refuses.
///
/// @param responseFormat the strictest response format that it supports
/// @param logprobs whether it returns the probabilities of tokens
/// @param maxCompletionTokens whether it knows `max_completion_tokens`; else it gets the older
///     `max_tokens`
/// @param systemRole whether instructions may stand in a message of their own; else they begin the
///     user's
/// @param effort whether it knows `reasoning_effort`
record ServerCapabilities(
    ResponseFormat responseFormat,
    boolean logprobs,
    boolean maxCompletionTokens,
    boolean systemRole,
    boolean effort) {

  /// Every capability.
  ///
  /// @param logprobs whether to ask for them at all
  /// @param effort whether requests name an effort at all
  static ServerCapabilities all(boolean logprobs, boolean effort) {
    return new ServerCapabilities(ResponseFormat.BOUNDED_SCHEMA, logprobs, true, true, effort);
  }

  ServerCapabilities withFormat(ResponseFormat other) {
    return new ServerCapabilities(other, logprobs, maxCompletionTokens, systemRole, effort);
  }

  ServerCapabilities withoutLogprobs() {
    return new ServerCapabilities(responseFormat, false, maxCompletionTokens, systemRole, effort);
  }

  ServerCapabilities withoutMaxCompletionTokens() {
    return new ServerCapabilities(responseFormat, logprobs, false, systemRole, effort);
  }

  ServerCapabilities withoutSystemRole() {
    return new ServerCapabilities(responseFormat, logprobs, maxCompletionTokens, false, effort);
  }

  ServerCapabilities withoutEffort() {
    return new ServerCapabilities(responseFormat, logprobs, maxCompletionTokens, systemRole, false);
  }

  /// The capabilities in both: concurrent requests may each find another one missing.
  ServerCapabilities common(ServerCapabilities other) {
    return new ServerCapabilities(
        responseFormat.compareTo(other.responseFormat) > 0 ? responseFormat : other.responseFormat,
        logprobs && other.logprobs,
        maxCompletionTokens && other.maxCompletionTokens,
        systemRole && other.systemRole,
        effort && other.effort);
  }

  /// The name of the capability that this has and the other lacks, for a message.
  String firstMissingIn(ServerCapabilities other) {
    if (responseFormat != other.responseFormat) {
      return "the answer format " + responseFormat.written();
    }
    if (systemRole != other.systemRole) {
      return "the system role";
    }
    if (effort != other.effort) {
      return "reasoning_effort";
    }
    return logprobs != other.logprobs ? "logprobs" : "max_completion_tokens";
  }
}
