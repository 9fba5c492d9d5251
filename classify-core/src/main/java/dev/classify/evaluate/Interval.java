package dev.classify.evaluate;

/// Where the middle 95 of 100 resamples lie.
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(low + " is not at most " + high);
    }
  }
}
