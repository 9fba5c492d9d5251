package dev.classify.evaluate;

import java.util.List;

/// How many answers reach a confidence threshold, and how many of those are right.
///
/// @param covered answers with at least this confidence
/// @param right covered answers that are right
/// @param of all answers that state a confidence
public record Coverage(double threshold, int covered, int right, int of) {

  /// Counts the answers with at least this confidence.
  public static Coverage at(double threshold, List<StatedConfidence> judgements) {
    List<StatedConfidence> sure =
        judgements.stream().filter(one -> one.confidence() >= threshold).toList();
    int right = (int) sure.stream().filter(StatedConfidence::right).count();
    return new Coverage(threshold, sure.size(), right, judgements.size());
  }

  /// The share of answers that are covered, 0 to 1.
  public double share() {
    return of == 0 ? 0 : (double) covered / of;
  }

  /// The share of covered answers that are right; NaN if none are covered.
  public double accuracy() {
    return covered == 0 ? Double.NaN : (double) right / covered;
  }
}
