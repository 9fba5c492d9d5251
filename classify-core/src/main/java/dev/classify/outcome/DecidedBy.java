package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.VocabularyTerm;

/// Which path decided a field.
public enum DecidedBy implements VocabularyTerm {
  RULES("rules"),
  /// The model that is asked first.
  MODEL("model"),
  /// The stronger model, where the first was unsure or contradicted what can be read.
  REVIEW_MODEL("review-model"),
  /// The consistency matrix, which left one way only.
  REPAIR("repair"),
  /// Somebody who corrected it.
  PERSON("person");

  private final String token;

  DecidedBy(String token) {
    this.token = token;
  }

  @Override
  @JsonValue
  public String token() {
    return token;
  }

  /// Reads a token.
  ///
  /// @throws IllegalArgumentException where no path is called so
  @JsonCreator
  public static DecidedBy of(String token) {
    return VocabularyTerm.of(DecidedBy.class, token);
  }
}
