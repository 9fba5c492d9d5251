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
public record Calibration(
    int judgements, Reliability reliability, double error, double errorBound, Brier brier) {

  /// Bins of equal count.
  public static final int BINS = 5;

  /// Empty where no confidence is stated.
  static Optional<Calibration> of(List<Case> cases, Bootstrap bootstrap) {
    List<List<Judgement>> byIndicator = cases.stream().map(Case::judgements).toList();
    List<Judgement> pooled = new ArrayList<>(byIndicator.stream().flatMap(List::stream).toList());
    if (pooled.isEmpty()) {
      return Optional.empty();
    }
    // Judgements of one confidence go to bins in the order of the list, which must say nothing.
    Collections.shuffle(pooled, new Random(bootstrap.seed()));
    Reliability reliability = Reliability.of(pooled, BINS);
    return Optional.of(
        new Calibration(
            pooled.size(),
            reliability,
            reliability.error(),
            bootstrap.bound(byIndicator, drawn -> Reliability.of(drawn, BINS).error(), 0.95),
            Brier.of(pooled)));
  }
}
