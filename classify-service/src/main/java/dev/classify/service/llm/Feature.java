package dev.classify.service.llm;

/// A part of the API that some servers lack. Requests do without it where the server refuses it.
enum Feature {
  /// Instructions in a message of their own; else they begin the user's.
  SYSTEM_ROLE("the system role"),
  EFFORT("reasoning_effort"),
  TEMPERATURE("temperature"),
  CACHE_KEY("prompt_cache_key"),
  /// The probabilities of tokens.
  LOGPROBS("logprobs"),
  /// Else the bound of the answer has its older name, `max_tokens`.
  MAX_COMPLETION_TOKENS("max_completion_tokens");

  private final String shown;

  Feature(String shown) {
    this.shown = shown;
  }

  /// For a message.
  String shown() {
    return shown;
  }
}
