package dev.classify.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// A long run, part by part: whether its rows cost as much at the end as at the beginning.
///
/// @param undone rows without an outcome
public record GrowthMeasurement(List<GrowthPart> parts, long undone) {

  /// What the last part may be worse than the first, which includes the warming up.
  private static final double WORSE_MAX = 0.15;

  /// Memory of the command and the worker that comes with their collectors and compilers.
  private static final long MEMORY_GROWTH_MAX = 48 << 20;

  public GrowthMeasurement {
    parts = List.copyOf(parts);
    if (parts.size() < 2) {
      throw new IllegalArgumentException("a run has two parts or more: " + parts.size());
    }
  }

  public GrowthPart first() {
    return parts.getFirst();
  }

  public GrowthPart last() {
    return parts.getLast();
  }

  /// The expectations that do not hold; empty if all do. The write-ahead log has none: it holds a
  /// page whole at its first change after a checkpoint, and more pages are changed as indexes grow.
  public List<String> violations() {
    List<String> broken = new ArrayList<>();
    if (undone > 0) {
      broken.add(undone + " rows without an outcome");
    }
    if (last().rowsPerSecond() < first().rowsPerSecond() * (1 - WORSE_MAX)) {
      broken.add(
          "the last %d rows at %.0f per second, the first at %.0f"
              .formatted(last().rows(), last().rowsPerSecond(), first().rowsPerSecond()));
    }
    grew(broken, "ms of processor time", first().cpuMillisPerRow(), last().cpuMillisPerRow());
    grew(
        broken,
        "bytes of the database",
        first().databaseBytesPerRow(),
        last().databaseBytesPerRow());
    grew(
        broken,
        "bytes in Restate's folder",
        first().journalBytesPerRow(),
        last().journalBytesPerRow());
    memory(broken, StackUse.COMMAND);
    memory(broken, StackUse.WORKERS);
    return broken;
  }

  private static void grew(List<String> broken, String what, double first, double last) {
    if (last > first * (1 + WORSE_MAX)) {
      broken.add("%.2f %s for each of the last rows, %.2f at first".formatted(last, what, first));
    }
  }

  private void memory(List<String> broken, String program) {
    long first = first().peakBytes().getOrDefault(program, 0L);
    long last = last().peakBytes().getOrDefault(program, 0L);
    if (last > first + MEMORY_GROWTH_MAX) {
      broken.add(
          "%s: %d MiB in the last part, %d in the first"
              .formatted(program, last >> 20, first >> 20));
    }
  }
}
