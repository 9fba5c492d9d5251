package dev.classify.outcome;

import dev.classify.taxonomy.Classification;

/// An answer, and who decided each of its fields.
public record DecidedAnswer(Classification answer, FieldDecisions fields) {

  /// An answer that one path decided as a whole.
  public static DecidedAnswer whole(Classification answer, DecidedBy by, ConfidenceKind kind) {
    FieldDecision decision = new FieldDecision(by, kind, answer.confidence());
    return new DecidedAnswer(answer, FieldDecisions.each(_ -> decision));
  }
}
