package dev.classify.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// Speeds of runs in pairs, one with and one without something, so that what changes the speed of
/// the machine meanwhile changes both.
public final class PairedSpeeds {

  private final List<Double> with = new ArrayList<>();
  private final List<Double> without = new ArrayList<>();

  /// Adds a pair, in rows per second.
  public void add(double speedWith, double speedWithout) {
    with.add(speedWith);
    without.add(speedWithout);
  }

  /// Which comes first in a pair: now the one, now the other.
  public static boolean withFirst(int pair) {
    return pair % 2 == 0;
  }

  /// What it costs: the median over the pairs of the share of the speed that is missing with it.
  /// Negative if the runs with it were faster.
  ///
  /// @throws IllegalStateException without a pair
  public double cost() {
    if (with.isEmpty()) {
      throw new IllegalStateException("no pair was measured");
    }
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      costs.add(1 - with.get(i) / without.get(i));
    }
    List<Double> sorted = costs.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
