package dev.classify.evaluate;

import java.util.List;

/// The Brier score: the mean squared distance of confidence and outcome, 0 at best (G. W. Brier,
/// Monthly Weather Review 78, 1950).
///
/// @param score of the stated confidences
/// @param constant of always saying the share that is right; lower than it is better than knowing
///     nothing of the single case
public record BrierScore(double score, double constant) {

  /// The scores of these.
  ///
  /// @throws IllegalArgumentException where there are none
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
