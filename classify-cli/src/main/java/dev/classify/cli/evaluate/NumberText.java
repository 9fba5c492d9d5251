package dev.classify.cli.evaluate;

import dev.classify.evaluate.Interval;
import java.util.Locale;

/// Numbers as they are shown.
final class NumberText {

  static final String NONE = "–";

  private NumberText() {}

  /// A share as per cent, such as `97.7`.
  static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  static String percent(Interval shares) {
    return percent(shares.low()) + "–" + percent(shares.high());
  }

  /// Two digits after the point, such as `0.93`.
  static String two(double number) {
    return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, "%.2f", number);
  }

  static String two(Interval numbers) {
    return two(numbers.low()) + "–" + two(numbers.high());
  }

  static String three(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  /// With its sign, such as `-1.6`.
  static String signed(double points) {
    return String.format(Locale.ROOT, "%+.1f", points);
  }

  static String signed(Interval points) {
    return signed(points.low()) + " to " + signed(points.high());
  }
}
