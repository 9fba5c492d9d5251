package dev.classify.time;

import dev.classify.indicator.Observation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tests by values whether a series is year to date: they add up within a year and restart
/// (docs/scheme.md 7).
final class YearToDatePattern {

  /// January, and the first months of the fiscal years of Japan and India, of Australia and
  /// Pakistan, and of the USA.
  private static final int[] FIRST_MONTHS = {1, 4, 7, 10};

  private static final int POINTS_MIN = 6;

  /// The first value of a year to date is about one period's worth. In a merely seasonal series it
  /// is far larger than a step.
  private static final double FIRST_TO_STEP_MAX = 2.5;

  /// One fall within a year, up to this share of the level, passes as a revision.
  private static final double REVISION_MAX = 0.02;

  private YearToDatePattern() {}

  /// Whether the values restart with each calendar or fiscal year and add up in between.
  static boolean shownBy(List<Observation> sample) {
    if (sample.size() < POINTS_MIN || negative(sample)) {
      return false;
    }
    return Arrays.stream(FIRST_MONTHS).anyMatch(month -> addsUp(years(sample, month)));
  }

  /// Whether values that are never negative fall within the year, for every possible first month.
  static boolean refutedBy(List<Observation> sample) {
    if (negative(sample)) {
      return false;
    }
    return Arrays.stream(FIRST_MONTHS)
        .allMatch(month -> years(sample, month).stream().anyMatch(YearToDatePattern::falls));
  }

  private static boolean negative(List<Observation> sample) {
    return sample.stream().anyMatch(o -> o.value() < 0);
  }

  /// The values of each year, by its first month.
  private static List<double[]> years(List<Observation> sample, int firstMonth) {
    List<double[]> years = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sample.size(); i++) {
      if (i == sample.size() || year(sample, i, firstMonth) != year(sample, i - 1, firstMonth)) {
        years.add(sample.subList(start, i).stream().mapToDouble(Observation::value).toArray());
        start = i;
      }
    }
    return years;
  }

  private static int year(List<Observation> sample, int index, int firstMonth) {
    LocalDate date = sample.get(index).date();
    return date.getMonthValue() < firstMonth ? date.getYear() - 1 : date.getYear();
  }

  private static boolean addsUp(List<double[]> years) {
    double step = typicalStep(years);
    if (years.size() < 2 || !(step > 0) || years.stream().anyMatch(YearToDatePattern::falls)) {
      return false;
    }
    for (int i = 1; i < years.size(); i++) {
      double[] before = years.get(i - 1);
      double first = years.get(i)[0];
      if (first >= before[before.length - 1] || first > FIRST_TO_STEP_MAX * step) {
        return false;
      }
    }
    return true;
  }

  private static boolean falls(double[] year) {
    int revisions = 0;
    for (int i = 1; i < year.length; i++) {
      if (year[i] < year[i - 1]) {
        revisions++;
        if (revisions > 1 || year[i - 1] - year[i] > REVISION_MAX * Math.abs(year[i - 1])) {
          return true;
        }
      }
    }
    return false;
  }

  private static double typicalStep(List<double[]> years) {
    double[] steps =
        years.stream()
            .flatMapToDouble(
                year -> {
                  double[] inside = new double[year.length - 1];
                  for (int i = 0; i < inside.length; i++) {
                    inside[i] = year[i + 1] - year[i];
                  }
                  return Arrays.stream(inside);
                })
            .sorted()
            .toArray();
    return steps.length == 0 ? 0 : steps[steps.length / 2];
  }
}
