package dev.classify.evaluate;

import java.util.List;

/// How a field fares in two runs, on the same indicators.
///
/// @param rows those that are labelled
/// @param interval of the difference in percentage points, over resampled pairs
/// @param chance the probability of a difference as large if both were equally good: McNemar's
///     test, exact and two-sided (Q. McNemar, Psychometrika 12, 1947)
public record FieldChange(LabelField field, List<Pair> rows, Interval interval, double chance) {

  /// What both runs say of one indicator.
  public record Pair(
      String indicatorId, LabelField field, String label, String before, String after) {

    int step() {
      return (label.equals(after) ? 1 : 0) - (label.equals(before) ? 1 : 0);
    }
  }

  public FieldChange {
    rows = List.copyOf(rows);
  }

  static FieldChange of(List<Pair> rows, Bootstrap bootstrap) {
    int[] steps = rows.stream().mapToInt(Pair::step).toArray();
    Interval interval =
        bootstrap.interval(
            steps.length,
            drawn -> {
              int sum = 0;
              for (int i : drawn) {
                sum += steps[i];
              }
              return 100.0 * sum / drawn.length;
            });
    int better = (int) rows.stream().filter(row -> row.step() > 0).count();
    int worse = (int) rows.stream().filter(row -> row.step() < 0).count();
    return new FieldChange(rows.getFirst().field(), rows, interval, mcNemar(better, worse));
  }

  /// Of so many pairs that differ, each is better or worse with the same probability.
  static double mcNemar(int better, int worse) {
    int pairs = better + worse;
    double logOfOne = -pairs * Math.log(2);
    double tail = 0;
    for (int k = 0; k <= Math.min(better, worse); k++) {
      tail += Math.exp(logOfOne);
      logOfOne += Math.log((double) (pairs - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
  }

  public List<Pair> better() {
    return rows.stream().filter(row -> row.step() > 0).toList();
  }

  public List<Pair> worse() {
    return rows.stream().filter(row -> row.step() < 0).toList();
  }

  /// Those answered otherwise, and wrong both times.
  public List<Pair> otherwiseWrong() {
    return rows.stream()
        .filter(row -> row.step() == 0 && !row.before().equals(row.after()))
        .toList();
  }

  /// The share that is right in the first run, 0 to 1.
  public double before() {
    return share(rows.stream().filter(row -> row.label().equals(row.before())).count());
  }

  /// The share that is right in the second run, 0 to 1.
  public double after() {
    return share(rows.stream().filter(row -> row.label().equals(row.after())).count());
  }

  /// What the second run gains, in percentage points.
  public double points() {
    return 100.0 * (better().size() - worse().size()) / rows.size();
  }

  private double share(long right) {
    return (double) right / rows.size();
  }
}
