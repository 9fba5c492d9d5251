package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Whether stated confidences come true, over all fields together.
///
/// @param error the expected calibration error
/// @param errorBound 95 of 100 resamples have an error of at most this
public record CalibrationScore(
    int judgements,
    ReliabilityTable reliability,
    double error,
    double errorBound,
    BrierScore brier) {

  /// Bins of equal count.
  public static final int BINS = 5;

  /// Empty where no confidence is stated.
  static Optional<CalibrationScore> of(List<LabelledPrediction> cases, Bootstrap bootstrap) {
    List<List<StatedConfidence>> byIndicator =
        cases.stream().map(LabelledPrediction::judgements).toList();
    List<StatedConfidence> pooled =
        new ArrayList<>(byIndicator.stream().flatMap(List::stream).toList());
    if (pooled.isEmpty()) {
      return Optional.empty();
    }
    // Judgements of one confidence go to bins in the order of the list, which must say nothing.
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
