package dev.classify.service.llm;

import dev.classify.taxonomy.VocabularyTerm;

/// Whether a server is asked for the probabilities of the tokens it writes, as `OPENAI_LOGPROBS`
/// says.
public enum LogprobsSetting implements VocabularyTerm {
  /// Unless the model reasons, which hides them, or its server has refused once.
  AUTO("auto"),
  ON("on"),
  OFF("off");

  private final String token;

  LogprobsSetting(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
