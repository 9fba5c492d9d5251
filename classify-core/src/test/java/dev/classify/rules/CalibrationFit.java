package dev.classify.rules;

import dev.classify.evaluate.IsotonicFit;
import dev.classify.taxonomy.AnswerField;
import java.util.List;
import java.util.Locale;

/// Fits how often decisions of a given strength are right, for the table of the rules.
final class CalibrationFit {

  /// Steps of at least 25 rows, towards the field's mean by 5 rows, and one more row wrong.
  private static final IsotonicFit FIT = new IsotonicFit(25, 5, 1);

  /// A decision of this strength, and whether it is right.
  record Point(int strength, boolean right) {}

  /// From this strength on, this percentage is right.
  record Step(int strength, int percent, int rows) {}

  private CalibrationFit() {}

  static List<Step> fit(List<Point> points) {
    return FIT
        .of(
            points.stream()
                .map(point -> new IsotonicFit.Point(point.strength(), point.right()))
                .toList())
        .stream()
        .map(step -> new Step((int) step.from(), (int) (100 * step.right()), step.judgements()))
        .toList();
  }

  /// The lines of calibration.csv for a field.
  static String lines(AnswerField field, List<Step> steps) {
    StringBuilder lines = new StringBuilder();
    for (Step step : steps) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%d%n",
              field.column(),
              step.strength(),
              step.percent(),
              step.rows()));
    }
    return lines.toString();
  }
}
