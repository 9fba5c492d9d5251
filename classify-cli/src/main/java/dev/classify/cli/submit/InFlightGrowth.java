package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;
import dev.classify.store.ledger.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Raises the number of batches in flight when the model is slower than assumed, so that the run
/// still uses its whole rate limit.
final class InFlightGrowth {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private InFlightGrowth() {}

  /// Starts to watch latencies in the ledger.
  static RepeatedCheck start(
      Submission submission, InFlightLimit inFlight, Ledger ledger, Job job) {
    return RepeatedCheck.start(
        "widening",
        CHECK_INTERVAL,
        () -> {
          slowAnswer(ledger, job)
              .ifPresent(answer -> submission.widen(inFlight.batchesFor(answer)));
          return inFlight.batchesMax() > submission.inFlightMax();
        });
  }

  private static Optional<Duration> slowAnswer(Ledger ledger, Job job) {
    try {
      return ledger.latencyP95(job);
    } catch (SQLException away) {
      return Optional.empty();
    }
  }
}
