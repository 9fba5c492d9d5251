package dev.classify.evaluate;

/// The stated confidence in a value, and whether the value is right.
///
/// @param confidence 0 to 1
public record StatedConfidence(double confidence, boolean right) {

  public StatedConfidence {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1: " + confidence);
    }
  }

  /// 1 if the value is right, else 0.
  double outcome() {
    return right ? 1 : 0;
  }
}
