package dev.classify.evaluate;

import java.util.List;

/// How the accuracy of one field changes between two runs on the same indicators.
///
/// @param rows the labelled rows
/// @param interval confidence interval of the difference, in percentage points
/// @param chance p-value of the difference: McNemar's test, exact and two-sided (Q. McNemar,
///     Psychometrika 12, 1947)
public record FieldChange(LabelField field, List<Pair> rows, Interval interval, double chance) {

  /// The answers of both runs to one indicator.
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

  /// The p-value under the null hypothesis that better and worse are equally likely.
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

  /// Rows with different answers that are both wrong.
  public List<Pair> otherwiseWrong() {
    return rows.stream()
        .filter(row -> row.step() == 0 && !row.before().equals(row.after()))
        .toList();
  }

  /// The share of right answers in the first run, 0 to 1.
  public double before() {
    return share(rows.stream().filter(row -> row.label().equals(row.before())).count());
  }

  /// The share of right answers in the second run, 0 to 1.
  public double after() {
    return share(rows.stream().filter(row -> row.label().equals(row.after())).count());
  }

  /// The accuracy gained by the second run, in percentage points.
  public double points() {
    return 100.0 * (better().size() - worse().size()) / rows.size();
  }

  private double share(long right) {
    return (double) right / rows.size();
  }
}
