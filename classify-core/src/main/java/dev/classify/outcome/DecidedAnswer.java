package dev.classify.outcome;

import dev.classify.taxonomy.Classification;
import java.util.Objects;

/// An answer, who decided each of its fields, and what economists join the series on.
public record DecidedAnswer(
    Classification answer, FieldDecisions fields, SeriesAttributes attributes) {

  public DecidedAnswer {
    // Journals of earlier releases do not have them.
    attributes = Objects.requireNonNullElse(attributes, SeriesAttributes.NONE);
  }

  /// An answer of whose attributes nothing is known.
  public DecidedAnswer(Classification answer, FieldDecisions fields) {
    this(answer, fields, SeriesAttributes.NONE);
  }

  /// An answer that one path decided as a whole.
  public static DecidedAnswer whole(Classification answer, DecidedBy by, ConfidenceKind kind) {
    FieldDecision decision = new FieldDecision(by, kind, answer.confidence());
    return new DecidedAnswer(answer, FieldDecisions.each(_ -> decision));
  }

  /// The same answer with these attributes.
  public DecidedAnswer with(SeriesAttributes other) {
    return new DecidedAnswer(answer, fields, other);
  }
}
