package dev.classify.evaluate;

/// How many cases are right, out of all.
///
/// @param interval confidence interval of the share, 0 to 1
public record Proportion(int right, int of, Interval interval) {

  /// The share that is right, 0 to 1.
  public double value() {
    return (double) right / of;
  }
}
