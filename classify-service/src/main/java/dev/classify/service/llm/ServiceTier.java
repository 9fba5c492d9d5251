package dev.classify.service.llm;

import dev.classify.taxonomy.VocabularyTerm;

/// How a provider treats and bills requests, as `OPENAI_SERVICE_TIER` says.
public enum ServiceTier implements VocabularyTerm {
  /// What the account is set up for.
  AUTO("auto"),
  STANDARD("standard"),
  /// Slower and cheaper.
  FLEX("flex"),
  PRIORITY("priority");

  private final String token;

  ServiceTier(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
