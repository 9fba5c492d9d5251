package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.VocabularyTerm;

/// Which path decided a field.
public enum DecidedBy implements VocabularyTerm {
  RULES("rules"),
  /// The first model.
  MODEL("model"),
  /// The stronger model, asked if the first was unsure or contradicted the rules.
  REVIEW_MODEL("review-model"),
  /// The consistency matrix, which left only one value.
  REPAIR("repair"),
  /// A person who corrected it.
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
  /// @throws IllegalArgumentException if no path has this token
  @JsonCreator
  public static DecidedBy of(String token) {
    return VocabularyTerm.of(DecidedBy.class, token);
  }
}
