package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Fits how often judgements of a given score are right: isotonic regression that pools adjacent
/// violators (M. Ayer et al., 1955), with steps wide enough to be meaningful.
///
/// @param judgementsMin a step with fewer judgements would be noise
/// @param prior the overall share counts as this many judgements in each step, so that a few
///     judgements have little effect
/// @param wrong this many more judgements are assumed wrong in each step, as the next one may be
public record IsotonicFit(int judgementsMin, int prior, int wrong) {

  /// A score, and whether what has it is right.
  public record Point(double score, boolean right) {}

  /// From this score on, this share is right.
  ///
  /// @param judgements in the step
  public record Step(double from, double right, int judgements) {}

  private static final class Block {
    private final double from;
    private int right;
    private int judgements;

    private Block(Point point) {
      from = point.score();
      right = point.right() ? 1 : 0;
      judgements = 1;
    }

    private void take(Block other) {
      right += other.right;
      judgements += other.judgements;
    }

    private double share() {
      return (double) right / judgements;
    }
  }

  /// The steps by rising score.
  ///
  /// @param points at least one
  public List<Step> of(List<Point> points) {
    double mean = points.stream().mapToInt(point -> point.right() ? 1 : 0).average().orElseThrow();
    return widened(ordered(blocks(points))).stream()
        .map(
            block ->
                new Step(
                    block.from,
                    (block.right + prior * mean) / (block.judgements + prior + wrong),
                    block.judgements))
        .toList();
  }

  private static List<Block> blocks(List<Point> points) {
    List<Block> blocks = new ArrayList<>();
    for (Point point : points.stream().sorted(Comparator.comparingDouble(Point::score)).toList()) {
      if (!blocks.isEmpty() && blocks.getLast().from == point.score()) {
        blocks.getLast().take(new Block(point));
      } else {
        blocks.add(new Block(point));
      }
    }
    return blocks;
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

  private List<Block> widened(List<Block> blocks) {
    List<Block> wide = new ArrayList<>();
    for (Block block : blocks) {
      if (!wide.isEmpty() && wide.getLast().judgements < judgementsMin) {
        wide.getLast().take(block);
      } else {
        wide.add(block);
      }
    }
    if (wide.size() > 1 && wide.getLast().judgements < judgementsMin) {
      Block last = wide.removeLast();
      wide.getLast().take(last);
    }
    return wide;
  }
}
