package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.VocabularyTerm;

/// Where a confidence comes from; one of a kind says little about one of another.
public enum ConfidenceKind implements VocabularyTerm {
  /// From the evidence of the rules.
  RULE("rule"),
  /// The model said so of itself.
  STATED("stated"),
  /// From the probabilities of the tokens that the model wrote.
  LOGPROB("logprob"),
  /// Independent answers that say the same.
  AGREEMENT("agreement"),
  /// A person's word.
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
  /// @throws IllegalArgumentException where no kind is called so
  @JsonCreator
  public static ConfidenceKind of(String token) {
    return VocabularyTerm.of(ConfidenceKind.class, token);
  }
}
