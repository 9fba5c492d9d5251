package dev.classify.evaluate;

import java.util.List;

/// The Brier score: the mean squared difference between confidence and outcome; 0 is best
/// (G. W. Brier, Monthly Weather Review 78, 1950).
///
/// @param score the score of the stated confidences
/// @param constant the baseline: the score of always stating the overall share of right answers
public record BrierScore(double score, double constant) {

  /// Computes both scores.
  ///
  /// @throws IllegalArgumentException if the list is empty
  public static BrierScore of(List<StatedConfidence> judgements) {
    if (judgements.isEmpty()) {
      throw new IllegalArgumentException("a score needs judgements");
    }
    double share =
        judgements.stream().mapToDouble(StatedConfidence::outcome).average().orElseThrow();
    double score =
        judgements.stream()
            .mapToDouble(one -> square(one.confidence() - one.outcome()))
            .average()
            .orElseThrow();
    return new BrierScore(score, share * (1 - share));
  }

  private static double square(double distance) {
    return distance * distance;
  }
}
