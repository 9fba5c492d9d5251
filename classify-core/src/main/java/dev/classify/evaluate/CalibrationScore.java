package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// How well stated confidences match the share of right answers, over all fields together.
///
/// @param error the expected calibration error
/// @param errorBound upper bound of the error: its 95 % quantile over resamples
public record CalibrationScore(
    int judgements,
    ReliabilityTable reliability,
    double error,
    double errorBound,
    BrierScore brier) {

  /// Number of bins in the reliability table.
  public static final int BINS = 5;

  /// Empty if no answer states a confidence.
  static Optional<CalibrationScore> of(List<LabelledPrediction> cases, Bootstrap bootstrap) {
    List<List<StatedConfidence>> byIndicator =
        cases.stream().map(LabelledPrediction::judgements).toList();
    List<StatedConfidence> pooled =
        new ArrayList<>(byIndicator.stream().flatMap(List::stream).toList());
    if (pooled.isEmpty()) {
      return Optional.empty();
    }
    // Equal confidences fall into bins in list order, so that order has to be random.
    Collections.shuffle(pooled, new Random(bootstrap.seed()));
    ReliabilityTable reliability = ReliabilityTable.of(pooled, BINS);
    return Optional.of(
        new CalibrationScore(
            pooled.size(),
            reliability,
            reliability.error(),
            bootstrap.bound(byIndicator, drawn -> ReliabilityTable.of(drawn, BINS).error(), 0.95),
            BrierScore.of(pooled)));
  }
}
