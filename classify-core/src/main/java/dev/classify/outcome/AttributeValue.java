package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The value of an attribute of a series, and what speaks for it.
///
/// @param confidence 0 to 1, that the value is right
/// @param by which path found it
/// @param evidence a few words of our own, such as `units: seasonally adjusted`
/// @param column that states it, if it is no field: the value belongs to this row alone, while rows
///     with the same texts share the others; null if a text states it
public record AttributeValue(
    String value,
    double confidence,
    DecidedBy by,
    String evidence,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String column) {

  /// The value that a text states.
  public AttributeValue(String value, double confidence, DecidedBy by, String evidence) {
    this(value, confidence, by, evidence, null);
  }

  public AttributeValue {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }
}
