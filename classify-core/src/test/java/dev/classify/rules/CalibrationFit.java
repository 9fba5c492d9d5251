package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Fits how often decisions of a given strength are right: isotonic regression that pools adjacent
/// violators (M. Ayer et al., 1955), with steps wide enough to be meaningful.
final class CalibrationFit {

  /// A step with fewer rows would be noise.
  private static final int ROWS_MIN = 25;

  /// The field's mean counts as this many rows in each step, so that a few rows have little effect.
  private static final int PRIOR_ROWS = 5;

  /// This many extra rows are assumed wrong in each step, as the next row may be.
  private static final int WRONG_ROWS = 1;

  /// A decision of this strength, and whether it is right.
  record Point(int strength, boolean right) {}

  /// From this strength on, this percentage is right.
  record Step(int strength, int percent, int rows) {}

  private static final class Block {
    private final int strength;
    private int right;
    private int rows;

    private Block(Point point) {
      strength = point.strength();
      right = point.right() ? 1 : 0;
      rows = 1;
    }

    private void take(Block other) {
      right += other.right;
      rows += other.rows;
    }

    private double share() {
      return (double) right / rows;
    }
  }

  private CalibrationFit() {}

  static List<Step> fit(List<Point> points) {
    double mean = points.stream().mapToInt(p -> p.right() ? 1 : 0).average().orElseThrow();
    return steps(points).stream()
        .map(
            block ->
                new Step(
                    block.strength,
                    (int)
                        (100
                            * (block.right + PRIOR_ROWS * mean)
                            / (block.rows + PRIOR_ROWS + WRONG_ROWS)),
                    block.rows))
        .toList();
  }

  private static List<Block> steps(List<Point> points) {
    List<Block> blocks = new ArrayList<>();
    for (Point point : points.stream().sorted(Comparator.comparingInt(Point::strength)).toList()) {
      boolean same = !blocks.isEmpty() && blocks.getLast().strength == point.strength();
      if (same) {
        blocks.getLast().take(new Block(point));
      } else {
        blocks.add(new Block(point));
      }
    }
    return widened(ordered(blocks));
  }

  private static List<Block> ordered(List<Block> blocks) {
    List<Block> rising = new ArrayList<>();
    for (Block block : blocks) {
      rising.add(block);
      while (rising.size() > 1
          && rising.get(rising.size() - 2).share() >= rising.getLast().share()) {
        Block last = rising.removeLast();
        rising.getLast().take(last);
      }
    }
    return rising;
  }

  private static List<Block> widened(List<Block> blocks) {
    List<Block> wide = new ArrayList<>();
    for (Block block : blocks) {
      if (!wide.isEmpty() && wide.getLast().rows < ROWS_MIN) {
        wide.getLast().take(block);
      } else {
        wide.add(block);
      }
    }
    if (wide.size() > 1 && wide.getLast().rows < ROWS_MIN) {
      Block last = wide.removeLast();
      wide.getLast().take(last);
    }
    return wide;
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
