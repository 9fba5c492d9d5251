package dev.classify.outcome;

/// The value of an attribute of a series, and what speaks for it.
///
/// @param confidence 0 to 1, that the value is right
/// @param by which path found it
/// @param evidence a few words of our own, such as `units: seasonally adjusted`
public record AttributeValue(String value, double confidence, DecidedBy by, String evidence) {

  public AttributeValue {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }
}
