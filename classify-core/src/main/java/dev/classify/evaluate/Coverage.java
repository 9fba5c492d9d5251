package dev.classify.evaluate;

import java.util.List;

/// What stands where only answers from a confidence on count.
///
/// @param covered answers that are as sure
/// @param right those of them that are right
/// @param of all answers that state a confidence
public record Coverage(double threshold, int covered, int right, int of) {

  /// Counts those that are at least as sure.
  public static Coverage at(double threshold, List<StatedConfidence> judgements) {
    List<StatedConfidence> sure =
        judgements.stream().filter(one -> one.confidence() >= threshold).toList();
    int right = (int) sure.stream().filter(StatedConfidence::right).count();
    return new Coverage(threshold, sure.size(), right, judgements.size());
  }

  /// The share that is covered, 0 to 1.
  public double share() {
    return of == 0 ? 0 : (double) covered / of;
  }

  /// The share of the covered that is right; NaN where none is covered.
  public double accuracy() {
    return covered == 0 ? Double.NaN : (double) right / covered;
  }
}
