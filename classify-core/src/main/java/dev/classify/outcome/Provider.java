package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.VocabularyTerm;

/// Who answers.
public enum Provider implements VocabularyTerm {
  /// The rules alone: no model is asked, nothing is paid.
  RULES("rules"),
  /// A language model, for every indicator.
  OPENAI("openai"),
  /// The rules if they are confident, otherwise a language model.
  CASCADE("cascade");

  private final String token;

  Provider(String token) {
    this.token = token;
  }

  @Override
  @JsonValue
  public String token() {
    return token;
  }

  /// Reads a token.
  ///
  /// @throws IllegalArgumentException if no provider has this token
  @JsonCreator
  public static Provider of(String token) {
    return VocabularyTerm.of(Provider.class, token);
  }
}
