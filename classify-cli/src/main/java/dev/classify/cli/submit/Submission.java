package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchResult;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Tally;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends batches, so many at a time, and learns what became of each.
final class Submission implements AutoCloseable {

  /// Bytes of batches under way: as objects they take several times as much, here and at workers.
  private static final int BYTES_MAX = 8 << 20;

  private final IngressNodes nodes;
  private final JobProgress progress;
  private final RunContext hand;
  private final RunCounts counts;
  private final Semaphore places;
  private final Semaphore bytes = new Semaphore(BYTES_MAX);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int inFlightMax;
  private volatile boolean stopped;

  /// What all batches of this run have in common.
  ///
  /// @param runId of this process, new for each
  /// @param answering with the provider of the job
  record RunContext(Job job, String runId, AnswerSettings answering) {}

  /// Nothing is sent yet.
  ///
  /// @param inFlightMax batches under way at the same time at first
  Submission(
      IngressNodes nodes,
      JobProgress progress,
      RunContext hand,
      RunCounts counts,
      int inFlightMax) {
    this.nodes = nodes;
    this.progress = progress;
    this.hand = hand;
    this.counts = counts;
    this.inFlightMax = inFlightMax;
    this.places = new Semaphore(inFlightMax);
  }

  /// Sends the batch when there is a place for it.
  ///
  /// @return false where sending has stopped and the batch was not taken
  boolean offer(Batch batch) throws InterruptedException {
    int batchBytes = Math.min(batch.bytes(), BYTES_MAX);
    places.acquire();
    bytes.acquire(batchBytes);
    if (stopped) {
      bytes.release(batchBytes);
      places.release();
      return false;
    }
    threads.execute(
        () -> {
          try {
            complete(batch);
          } catch (InterruptedException detached) {
            Thread.currentThread().interrupt();
          } finally {
            bytes.release(batchBytes);
            places.release();
          }
        });
    return true;
  }

  /// Lets so many batches be under way at the same time from now on, never fewer than before.
  synchronized void widen(int most) {
    if (most > inFlightMax) {
      places.release(most - inFlightMax);
      inFlightMax = most;
    }
  }

  int inFlightMax() {
    return inFlightMax;
  }

  /// Sends nothing more; what was handed over goes on without us.
  void stop() {
    stopped = true;
  }

  /// Waits until every batch that was taken is done.
  void await() throws InterruptedException {
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
      // A batch may take hours at a small budget; each call of it is bounded by its own patience.
    }
  }

  private void complete(Batch batch) throws InterruptedException {
    if (countedAsDone(batch)) {
      return;
    }
    for (int round = hand.job().round(); ; round++) {
      switch (nodes.batch(batch.request(hand, round))) {
        case CallResult.Completed<BatchResult>(BatchResult answer, var ingress) -> {
          if (answer.runId().equals(hand.runId())) {
            counts.answered(answer, ingress);
            if (answer.stopReason() != null) {
              stop();
            }
            return;
          }
          // Restate remembers this key from an earlier run. Its answer holds if it still stands in
          // the table; if another job has overwritten it since, the batch needs a key of its own.
          if (countedAsDone(batch)) {
            return;
          }
        }
        case CallResult.Failed<BatchResult>(String reason) -> {
          counts.failed(batch.size(), reason);
          return;
        }
        case CallResult.Unreachable<BatchResult>(String reason) -> {
          stop();
          counts.failed(batch.size(), reason);
          return;
        }
      }
    }
  }

  /// Counts the batch if every row is done; where the database does not say, the worker finds out.
  private boolean countedAsDone(Batch batch) {
    try {
      Tally done = progress.done(hand.job(), batch.ids(), batch.contentHashes());
      boolean all = done.rows() == batch.size();
      if (all) {
        counts.doneBefore(done);
      }
      return all;
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
