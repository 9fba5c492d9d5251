package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The reliability table: what was stated against what came true, in bins of equal count.
///
/// @param bins from the least sure to the surest
public record ReliabilityTable(List<Bin> bins) {

  /// The judgements of similar confidence.
  ///
  /// @param stated their mean confidence
  /// @param right the share of them that is right
  public record Bin(int count, double lowest, double highest, double stated, double right) {}

  public ReliabilityTable {
    bins = List.copyOf(bins);
  }

  /// The table in so many bins, fewer where there are not as many judgements.
  ///
  /// Equal confidences may fall into different bins, in the order of the list; shuffle it if that
  /// order has a meaning.
  public static ReliabilityTable of(List<StatedConfidence> judgements, int binsWanted) {
    List<StatedConfidence> sorted =
        judgements.stream()
            .sorted(Comparator.comparingDouble(StatedConfidence::confidence))
            .toList();
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < binsWanted; i++) {
      int from = (int) ((long) sorted.size() * i / binsWanted);
      int to = (int) ((long) sorted.size() * (i + 1) / binsWanted);
      if (from < to) {
        bins.add(bin(sorted.subList(from, to)));
      }
    }
    return new ReliabilityTable(bins);
  }

  private static Bin bin(List<StatedConfidence> members) {
    return new Bin(
        members.size(),
        members.getFirst().confidence(),
        members.getLast().confidence(),
        members.stream().mapToDouble(StatedConfidence::confidence).average().orElseThrow(),
        members.stream().mapToDouble(StatedConfidence::outcome).average().orElseThrow());
  }

  /// The expected calibration error: the mean distance of stated and right, weighted by count.
  public double error() {
    int count = bins.stream().mapToInt(Bin::count).sum();
    return bins.stream()
            .mapToDouble(bin -> bin.count() * Math.abs(bin.stated() - bin.right()))
            .sum()
        / Math.max(1, count);
  }
}
