package dev.classify.outcome;

/// How one field of an answer was decided.
///
/// @param by which path decided it
/// @param kind what the confidence is made of
/// @param confidence 0 to 1, that this field is right
public record FieldDecision(DecidedBy by, ConfidenceKind kind, double confidence) {

  public FieldDecision {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }
}
