package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.VocabularyTerm;

/// Where a confidence comes from. Confidences of different kinds are not comparable.
public enum ConfidenceKind implements VocabularyTerm {
  /// From the evidence of the rules.
  RULE("rule"),
  /// The model stated it.
  STATED("stated"),
  /// From the probabilities of the tokens that the model wrote.
  LOGPROB("logprob"),
  /// Independent answers agree.
  AGREEMENT("agreement"),
  /// A person decided.
  PERSON("person");

  private final String token;

  ConfidenceKind(String token) {
    this.token = token;
  }

  @Override
  @JsonValue
  public String token() {
    return token;
  }

  /// Reads a token.
  ///
  /// @throws IllegalArgumentException if no kind has this token
  @JsonCreator
  public static ConfidenceKind of(String token) {
    return VocabularyTerm.of(ConfidenceKind.class, token);
  }
}
