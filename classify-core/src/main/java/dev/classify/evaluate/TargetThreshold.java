package dev.classify.evaluate;

import java.util.Comparator;
import java.util.List;

/// The lowest confidence from which answers are precise enough: the share of their fields that is
/// right reaches a target, not only in the labelled rows, but with 95 % certainty.
///
/// Fields of one row are right or wrong together, so each row counts as one case, however many of
/// its fields are labelled. Thresholds are tried from a high one to lower ones, up to the first
/// that fails. This sequence does not depend on the labels, so trying many thresholds does not let
/// one of them pass by chance (W. Maurer, L. Hothorn and W. Lehmacher, 1995; A. N. Angelopoulos et
/// al., Learn then test, 2021). It begins with half of the rows, because fewer show too little.
public final class TargetThreshold {

  private static final double ERROR = 0.05;

  private TargetThreshold() {}

  /// What was found.
  public sealed interface Result {

    /// The share of right fields that is asked for.
    double target();

    /// How many labelled answers state a confidence.
    int rows();

    /// The target is reached.
    record Reached(double target, int rows, Point at) implements Result {}

    /// Even the answers that were tried first do not reach it.
    ///
    /// @param first the threshold that was tried first
    record Missed(double target, int rows, Point first) implements Result {}

    /// No result could show it.
    ///
    /// @param needed the fewest rows that can, if they are all right
    record TooFewRows(double target, int rows, int needed) implements Result {}
  }

  /// The answers from a threshold on.
  ///
  /// @param confidence the threshold
  /// @param answers that have at least this confidence
  /// @param right the share of their fields that is right, the mean over the answers
  /// @param bound lower bound of that share, with 95 % certainty
  /// @param allRight answers that are right in every labelled field
  public record Point(double confidence, int answers, double right, double bound, int allRight) {

    private static Point of(List<JudgedRow> covered) {
      double right = covered.stream().mapToDouble(JudgedRow::share).sum();
      return new Point(
          covered.getLast().confidence(),
          covered.size(),
          right / covered.size(),
          BinomialBound.lower(Math.min(right, covered.size()), covered.size(), ERROR),
          (int) covered.stream().filter(JudgedRow::allRight).count());
    }
  }

  /// Finds the threshold.
  ///
  /// @param target above 0 and below 1
  public static Result of(List<JudgedRow> judged, double target) {
    List<JudgedRow> rows =
        judged.stream()
            .sorted(Comparator.comparingDouble(JudgedRow::confidence).reversed())
            .toList();
    int needed = BinomialBound.casesNeeded(target, ERROR);
    if (rows.size() < needed) {
      return new Result.TooFewRows(target, rows.size(), needed);
    }
    int covered = withEqual(rows, Math.max(needed, (rows.size() + 1) / 2));
    Point first = Point.of(rows.subList(0, covered));
    if (first.bound() < target) {
      return new Result.Missed(target, rows.size(), first);
    }
    Point lowest = first;
    while (covered < rows.size()) {
      covered = withEqual(rows, covered + 1);
      Point next = Point.of(rows.subList(0, covered));
      if (next.bound() < target) {
        break;
      }
      lowest = next;
    }
    return new Result.Reached(target, rows.size(), lowest);
  }

  /// The number of rows with at least the confidence of the row in this place, from 1.
  private static int withEqual(List<JudgedRow> rows, int place) {
    int end = place;
    while (end < rows.size() && rows.get(end).confidence() == rows.get(place - 1).confidence()) {
      end++;
    }
    return end;
  }
}
