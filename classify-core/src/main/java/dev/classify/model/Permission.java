package dev.classify.model;

import dev.classify.taxonomy.VocabularyTerm;

/// Whether a model takes a parameter.
public enum Permission implements VocabularyTerm {
  YES("yes"),
  NO("no"),
  /// Only where it is asked not to reason.
  UNLESS_REASONING("unless-reasoning");

  private final String token;

  Permission(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }

  /// Whether it takes the parameter.
  ///
  /// @param reasons whether it reasons in this request
  public boolean holds(boolean reasons) {
    return this == YES || (this == UNLESS_REASONING && !reasons);
  }
}
