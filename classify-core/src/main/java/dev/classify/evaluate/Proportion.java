package dev.classify.evaluate;

/// How many of so many are right.
///
/// @param interval of the share, 0 to 1
public record Proportion(int right, int of, Interval interval) {

  /// 0 to 1.
  public double value() {
    return (double) right / of;
  }
}
