package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Tally;
import dev.classify.trace.OpenSpan;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends batches, a limited number at a time, and counts the result of each.
final class Submission implements AutoCloseable {

  /// Bytes of the batches in flight. As objects they take several times as much, here and in the
  /// workers.
  private static final int BYTES_MAX = 8 << 20;

  /// Rounds in which a batch is refused before it has failed. Restate remembers for a day that a
  /// batch was refused, such as one of a database that has been set back since.
  private static final int REFUSALS_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private final IngressNodes nodes;
  private final JobProgress progress;
  private volatile RunContext context;
  private final RunCounts counts;
  private final Semaphore places;
  private final Semaphore bytes = new Semaphore(BYTES_MAX);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Ordinals of the batches that end with this process, because Restate has not accepted them.
  private final Set<Integer> dependent = ConcurrentHashMap.newKeySet();

  private volatile int inFlightMax;
  private volatile boolean stopped;
  private boolean paused;
  private volatile BatchListener listener = (_, _, _) -> {};

  /// Told of each batch that a worker has ended, in the order of the results.
  interface BatchListener {

    /// Called with the result of one batch.
    ///
    /// @param ordinal of the batch in the job, from 0
    /// @param ingress the node that answered
    void ended(int ordinal, BatchResult result, URI ingress);
  }

  /// What all batches of a run share.
  ///
  /// @param jobSecret of the job, which each batch brings along
  /// @param runId new for each run of the command
  /// @param answering with the provider of the job
  /// @param handsOver whether Restate has to accept each batch before its result is waited for, so
  ///     that [#isHandedOver] can be told
  record RunContext(
      Job job, String jobSecret, String runId, AnswerSettings answering, boolean handsOver) {

    /// Without the secret.
    @Override
    public String toString() {
      return job + " run=" + runId;
    }

    private RunContext withRowsPerRequest(int rows) {
      return new RunContext(job, jobSecret, runId, answering.withRowsPerRequest(rows), handsOver);
    }
  }

  /// The work that this run is a part of.
  private final Context trace = Context.current();

  /// Sends the batches of one run.
  ///
  /// @param inFlightMax batches in flight at first; [#widen] raises it
  Submission(
      IngressNodes nodes,
      JobProgress progress,
      RunContext context,
      RunCounts counts,
      int inFlightMax) {
    this.nodes = nodes;
    this.progress = progress;
    this.context = context;
    this.counts = counts;
    this.inFlightMax = inFlightMax;
    this.places = new Semaphore(inFlightMax);
  }

  /// Sends the batch as soon as the limits allow, and blocks until then.
  ///
  /// @return false if sending has stopped and the batch was refused
  boolean offer(Batch batch) throws InterruptedException {
    int batchBytes = Math.min(batch.bytes(), BYTES_MAX);
    places.acquire();
    bytes.acquire(batchBytes);
    awaitResumption();
    try {
      if (!stopped) {
        dependent.add(batch.ordinal());
        threads.execute(() -> carryOut(batch, batchBytes));
        return true;
      }
    } catch (RejectedExecutionException abandoned) {
      dependent.remove(batch.ordinal()); // It was abandoned after the look at `stopped`.
    }
    bytes.release(batchBytes);
    places.release();
    return false;
  }

  private void carryOut(Batch batch, int batchBytes) {
    try (OpenSpan _ =
        OpenSpan.beginIn(trace, "batch")
            .put("job", context.job().id())
            .put("ordinal", batch.ordinal())
            .put("rows", batch.size())) {
      complete(batch);
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException fault) {
      // Thrown further, it would only end this thread, and the rows would be counted nowhere.
      LOG.error("job={} batch={} failed", context.job().id(), batch.ordinal(), fault);
      counts.failed(batch.size(), "the program failed: " + fault);
    } finally {
      dependent.remove(batch.ordinal());
      bytes.release(batchBytes);
      places.release();
    }
  }

  /// Whether every batch that was offered has ended or is with Restate.
  boolean isHandedOver() {
    return dependent.isEmpty();
  }

  /// Raises the number of batches in flight; a smaller number changes nothing.
  synchronized void widen(int most) {
    if (most > inFlightMax) {
      places.release(most - inFlightMax);
      inFlightMax = most;
    }
  }

  /// Changes the rows of each request in the batches that are not submitted yet.
  synchronized void rowsPerRequest(int rows) {
    context = context.withRowsPerRequest(rows);
  }

  /// Tells somebody of each result from now on.
  void tell(BatchListener listener) {
    this.listener = listener;
  }

  int inFlightMax() {
    return inFlightMax;
  }

  /// Sends nothing more. Batches that were handed over continue without this process.
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// Sends nothing more and waits for no result.
  void abandon() {
    stop();
    threads.shutdownNow();
  }

  /// Sends nothing until this is called with false.
  synchronized void pause(boolean wanted) {
    paused = wanted;
    notifyAll();
  }

  private synchronized void awaitResumption() throws InterruptedException {
    while (paused && !stopped) {
      wait();
    }
  }

  /// Waits for a while until every accepted batch has its result. No batch may be offered after it.
  ///
  /// @return whether all have
  boolean await(Duration time) throws InterruptedException {
    threads.shutdown();
    return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits until every accepted batch has its result.
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
    int refusals = 0;
    for (int round = context.job().round(); ; round++) {
      BatchRequest request = batch.request(context, round);
      switch (acceptThenCall(request, batch.ordinal())) {
        case CallResult.Completed<BatchResult>(BatchResult answer, var ingress) -> {
          if (answer.runId().equals(context.runId())) {
            counts.answered(answer, ingress);
            listener.ended(batch.ordinal(), answer, ingress);
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
        case CallResult.Refused<BatchResult>(String reason) -> {
          if (++refusals == REFUSALS_MAX || !isWanted()) {
            counts.failed(batch.size(), reason);
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

  private CallResult<BatchResult> acceptThenCall(BatchRequest request, int ordinal)
      throws InterruptedException {
    if (context.handsOver()) {
      switch (nodes.accept(request)) {
        case CallResult.Completed<Boolean> _ -> dependent.remove(ordinal);
        case CallResult.Refused<Boolean>(String reason) -> {
          return new CallResult.Refused<>(reason);
        }
        case CallResult.Failed<Boolean>(String reason) -> {
          return new CallResult.Failed<>(reason);
        }
        case CallResult.Unreachable<Boolean>(String reason) -> {
          return new CallResult.Unreachable<>(reason);
        }
      }
    }
    return nodes.batch(request, this::isWanted);
  }

  /// False once the job was stopped, which kills its batches.
  private boolean isWanted() {
    try {
      return !progress.isStopped(context.job());
    } catch (SQLException away) {
      return true;
    }
  }

  /// Counts the batch if every row is done; where the database does not say, the worker finds out.
  private boolean countedAsDone(Batch batch) {
    try {
      Tally done = progress.done(context.job(), batch.ids(), batch.contentHashes());
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
