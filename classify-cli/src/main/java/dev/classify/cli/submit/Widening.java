package dev.classify.cli.submit;

import dev.classify.store.Job;
import dev.classify.store.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Has more batches under way where the model takes longer to answer than was thought, so that the
/// budget is used up all the same.
final class Widening implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Thread thread;

  private Widening(Thread thread) {
    this.thread = thread;
  }

  /// Looks at the ledger from now on.
  static Widening of(Submission submission, InFlight inFlight, Ledger ledger, Job job) {
    return new Widening(
        Thread.ofVirtual()
            .name("widening")
            .start(
                () -> {
                  try {
                    while (inFlight.most() > submission.inFlightMax()) {
                      Thread.sleep(PERIOD);
                      slowAnswer(ledger, job)
                          .ifPresent(answer -> submission.widen(inFlight.at(answer)));
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
