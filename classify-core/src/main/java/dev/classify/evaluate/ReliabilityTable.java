package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Compares stated confidence with the share of right answers, in bins of equal count.
///
/// @param bins in ascending order of confidence
public record ReliabilityTable(List<Bin> bins) {

  /// Judgements of similar confidence.
  ///
  /// @param stated their mean confidence
  /// @param right the share of right ones
  public record Bin(int count, double lowest, double highest, double stated, double right) {}

  public ReliabilityTable {
    bins = List.copyOf(bins);
  }

  /// Builds the table; there are fewer bins than wanted if there are fewer judgements.
  ///
  /// Equal confidences may fall into different bins, in list order; shuffle the list if that order
  /// has a meaning.
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

  /// The expected calibration error: the mean difference between stated confidence and share of
  /// right answers, weighted by count.
  public double error() {
    int count = bins.stream().mapToInt(Bin::count).sum();
    return bins.stream()
            .mapToDouble(bin -> bin.count() * Math.abs(bin.stated() - bin.right()))
            .sum()
        / Math.max(1, count);
  }
}
