package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Says how far a measure may be off, by measuring resamples (B. Efron, 1979).
///
/// Whole groups are drawn, because the ten fields of one indicator are right or wrong together.
///
/// @param rounds resamples
/// @param seed of the draw; the same gives the same bounds
public record Bootstrap(int rounds, long seed) {

  public static final Bootstrap USUAL = new Bootstrap(1_000, 20_261_125);

  /// The value that this part of the resamples stays at or under, such as 0.95.
  ///
  /// @param groups what belongs together
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

  /// Where the middle 95 of 100 resamples of a measure lie.
  ///
  /// @param count of what is drawn from
  /// @param measure of the drawn places, from 0
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

  /// The share that is right, with its interval.
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
