package dev.classify.evaluate;

/// An answer with a confidence, judged by a person's labels.
///
/// @param confidence in the answer as a whole, 0 to 1
/// @param right fields that are right
/// @param of labelled fields, at least 1
public record JudgedRow(double confidence, int right, int of) {

  public JudgedRow {
    if (of < 1 || right < 0 || right > of) {
      throw new IllegalArgumentException("no judgement: %d of %d".formatted(right, of));
    }
  }

  /// The share of its fields that is right.
  double share() {
    return (double) right / of;
  }

  boolean allRight() {
    return right == of;
  }
}
