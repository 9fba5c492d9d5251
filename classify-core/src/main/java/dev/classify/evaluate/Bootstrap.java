package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Estimates the uncertainty of a measure from resamples (B. Efron, 1979).
///
/// Samples are drawn by group, because errors in the fields of one indicator are correlated.
///
/// @param rounds number of resamples
/// @param seed seed of the random generator; the same seed gives the same bounds
public record Bootstrap(int rounds, long seed) {

  public static final Bootstrap USUAL = new Bootstrap(1_000, 20_261_125);

  /// An upper bound: the given quantile of the measure over the resamples.
  ///
  /// @param groups values that are drawn together
  /// @param quantile 0 to 1, such as 0.95
  public <T> double bound(
      List<List<T>> groups, ToDoubleFunction<List<T>> measure, double quantile) {
    Random random = new Random(seed);
    double[] measured = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      List<T> drawn = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        drawn.addAll(groups.get(random.nextInt(groups.size())));
      }
      measured[round] = measure.applyAsDouble(drawn);
    }
    Arrays.sort(measured);
    return at(measured, quantile);
  }

  /// The 95 % confidence interval of a measure.
  ///
  /// @param count number of cases to draw from
  /// @param measure computes the measure from the drawn indexes, which start at 0
  public Interval interval(int count, ToDoubleFunction<int[]> measure) {
    Random random = new Random(seed);
    double[] measured = new double[rounds];
    int[] drawn = new int[count];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < count; i++) {
        drawn[i] = random.nextInt(count);
      }
      measured[round] = measure.applyAsDouble(drawn);
    }
    Arrays.sort(measured);
    return new Interval(at(measured, 0.025), at(measured, 0.975));
  }

  /// The share of `true`, with its confidence interval.
  public Proportion share(List<Boolean> right) {
    int[] outcomes = right.stream().mapToInt(one -> one ? 1 : 0).toArray();
    Interval interval =
        interval(
            outcomes.length,
            drawn -> {
              int sum = 0;
              for (int i : drawn) {
                sum += outcomes[i];
              }
              return (double) sum / drawn.length;
            });
    return new Proportion(Arrays.stream(outcomes).sum(), outcomes.length, interval);
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }
}
