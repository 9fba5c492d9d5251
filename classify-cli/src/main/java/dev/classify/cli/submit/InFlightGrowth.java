package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;
import dev.classify.store.ledger.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Raises the number of batches in flight when the model is slower than assumed, so that the run
/// still uses its whole rate limit.
final class InFlightGrowth implements AutoCloseable {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private final Thread thread;

  private InFlightGrowth(Thread thread) {
    this.thread = thread;
  }

  /// Starts to watch latencies in the ledger.
  static InFlightGrowth of(Submission submission, InFlightLimit inFlight, Ledger ledger, Job job) {
    return new InFlightGrowth(
        Thread.ofVirtual()
            .name("widening")
            .start(
                () -> {
                  try {
                    while (inFlight.batchesMax() > submission.inFlightMax()) {
                      Thread.sleep(CHECK_INTERVAL);
                      slowAnswer(ledger, job)
                          .ifPresent(answer -> submission.widen(inFlight.batchesFor(answer)));
                    }
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private static Optional<Duration> slowAnswer(Ledger ledger, Job job) {
    try {
      return ledger.latencyP95(job);
    } catch (SQLException away) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
