package dev.classify.evaluate;

/// A 95 % confidence interval: the middle 95 % of the resamples.
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval needs low <= high: " + low + ", " + high);
    }
  }
}
