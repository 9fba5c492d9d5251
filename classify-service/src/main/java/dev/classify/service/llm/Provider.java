package dev.classify.service.llm;

import dev.classify.taxonomy.Term;

/// Who answers, as `LLM_PROVIDER` says.
public enum Provider implements Term {
  /// The rules alone.
  RULES("rules"),
  /// A model, for every indicator.
  OPENAI("openai"),
  /// The rules where they are sure, else a model.
  CASCADE("cascade");

  private final String token;

  Provider(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
