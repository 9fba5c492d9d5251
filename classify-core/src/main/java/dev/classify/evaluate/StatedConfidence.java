package dev.classify.evaluate;

/// A stated confidence, and whether the value it refers to is right.
///
/// @param confidence 0 to 1
public record StatedConfidence(double confidence, boolean right) {

  public StatedConfidence {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }

  /// 1 where it is right, else 0.
  double outcome() {
    return right ? 1 : 0;
  }
}
