package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How one field of an answer was decided.
///
/// @param by which path decided it
/// @param kind what the confidence is made of
/// @param confidence 0 to 1, that this field is right
/// @param uncalibrated the confidence before it was calibrated by reviewed rows; null if it was not
public record FieldDecision(
    DecidedBy by,
    ConfidenceKind kind,
    double confidence,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double uncalibrated) {

  public FieldDecision {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }

  /// A decision whose confidence is not calibrated.
  public FieldDecision(DecidedBy by, ConfidenceKind kind, double confidence) {
    this(by, kind, confidence, null);
  }

  /// The same decision with a calibrated confidence.
  FieldDecision calibrated(double share) {
    return new FieldDecision(by, kind, share, confidence);
  }
}
