package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.store.attempts.BatchAttempts;
import dev.classify.store.attempts.UnendedAttempt;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the row that kills workers, so that Restate does not give its batch to one worker after
/// another for ever.
///
/// Which batch killed a process cannot be told from its death, because others ran at the same time,
/// and a person or the machine may have ended it. So after some deaths the rows of a batch are read
/// one at a time, while the process does nothing else. A row in whose reading two processes died is
/// rejected; the others are answered.
public final class BatchGuard {

  private static final Logger LOG = LoggerFactory.getLogger(BatchGuard.class);

  /// Deaths after which the rows of a batch are read one at a time.
  static final int DEATHS_UNTIL_SUSPECT = 3;

  /// Deaths, while it alone was read, after which a row is rejected. One could be a coincidence.
  static final int DEATHS_UNTIL_ROW_REJECTED = 2;

  /// Deaths after which all rows are rejected, wherever the processes died.
  static final int DEATHS_UNTIL_BATCH_REJECTED = 12;

  /// How long a suspect waits for the other batches. After it, it is read beside them, which proves
  /// nothing about a row.
  private static final Duration ALONE_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration ALONE_PAUSE = Duration.ofMillis(20);

  private static final int BATCHES_MAX = 1_000_000;

  private final BatchClassifier classifier;
  private final BatchAttempts attempts;

  /// A permit for each batch whose rows are being read.
  private final Semaphore readers = new Semaphore(BATCHES_MAX);

  public BatchGuard(BatchClassifier classifier, BatchAttempts attempts) {
    this.classifier = classifier;
    this.attempts = attempts;
  }

  /// Work on the rows of a batch.
  interface RowWork<T> {
    T carryOut(List<BatchRow> rows) throws Exception;
  }

  /// Reads the rows of a batch and carries out the work that ends it, as one attempt.
  ///
  /// To be called inside a step. If the work fails, its exception is thrown and the engine repeats
  /// the step; that is no death.
  <T> T attemptToEnd(BatchRequest request, RowWork<T> work) throws Exception {
    List<UnendedAttempt> deaths = attempts.begin(request.batchKey());
    boolean ended = false;
    try {
      T result = work.carryOut(rows(request, deaths));
      ended = true;
      return result;
    } finally {
      end(request.batchKey(), ended);
    }
  }

  /// The same for work that others follow, so that what is known of the deaths is kept.
  <T> T attempt(BatchRequest request, RowWork<T> work) throws Exception {
    List<UnendedAttempt> deaths = attempts.begin(request.batchKey());
    try {
      return work.carryOut(rows(request, deaths));
    } finally {
      end(request.batchKey(), false);
    }
  }

  /// An entry that stays because the database is down counts as a death at most once.
  private void end(String batchKey, boolean batchDone) {
    try {
      if (batchDone) {
        attempts.done(batchKey);
      } else {
        attempts.ended(batchKey);
      }
    } catch (SQLException away) {
      LOG.warn("batch={} the end of its attempt is not recorded: {}", batchKey, away.getMessage());
    }
  }

  /// To be called when the worker is being stopped: the end of its attempts is no death.
  public void stopping() {
    try {
      attempts.stopping();
    } catch (SQLException away) {
      LOG.warn("attempts are left as if the worker had died: {}", away.getMessage());
    }
  }

  private List<BatchRow> rows(BatchRequest request, List<UnendedAttempt> deaths)
      throws SQLException {
    if (deaths.size() >= DEATHS_UNTIL_BATCH_REJECTED) {
      LOG.error("batch={} rejected, deaths={}", request.batchKey(), deaths.size());
      return classifier.rejected(request, reason("this batch", deaths));
    }
    if (deaths.size() < DEATHS_UNTIL_SUSPECT) {
      readers.acquireUninterruptibly();
      try {
        return classifier.read(request);
      } finally {
        readers.release();
      }
    }
    LOG.warn("batch={} is read row by row, deaths={}", request.batchKey(), deaths.size());
    int permits = awaitAlone() ? BATCHES_MAX : 0;
    try {
      return classifier.read(
          request, position -> refusal(request, position, deaths, permits == BATCHES_MAX));
    } finally {
      attempts.reading(request.batchKey(), 0);
      readers.release(permits);
    }
  }

  /// Why a row is rejected unread; empty where it is to be read.
  private Optional<String> refusal(
      BatchRequest request, int position, List<UnendedAttempt> deaths, boolean alone)
      throws SQLException {
    List<UnendedAttempt> here =
        deaths.stream().filter(death -> death.position() == position).toList();
    if (here.size() >= DEATHS_UNTIL_ROW_REJECTED) {
      return Optional.of(reason("this row alone", here));
    }
    if (alone) {
      attempts.reading(request.batchKey(), position);
    }
    return Optional.empty();
  }

  private boolean awaitAlone() {
    long deadline = System.nanoTime() + ALONE_TIMEOUT.toNanos();
    while (!readers.tryAcquire(BATCHES_MAX)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(ALONE_PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static String reason(String what, List<UnendedAttempt> deaths) {
    return "workers died while they read "
        + what
        + ": "
        + deaths.stream()
            .map(death -> death.worker() + " at " + death.begunAt())
            .collect(Collectors.joining(", "));
  }
}
