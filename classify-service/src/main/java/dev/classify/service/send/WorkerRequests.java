package dev.classify.service.send;

import dev.classify.budget.Limits;
import dev.classify.model.PriceTable;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.metrics.RequestMetrics;
import io.opentelemetry.context.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the requests of all batches of a worker.
public final class WorkerRequests {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerRequests.class);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  private final RequestSender sender;
  private final RequestLedger ledger;
  private final WorkerClock clock;
  private final BooleanSupplier stopping;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param limits of the account for each model, as configured
  /// @param stopping whether the worker stops
  public WorkerRequests(
      String worker,
      SlotLeases leases,
      RequestLedger ledger,
      PriceTable prices,
      Limits limits,
      ConcurrencySettings concurrency,
      RequestMetrics metrics,
      BooleanSupplier stopping) {
    this.ledger = ledger;
    this.clock = WorkerClock.system();
    this.stopping = stopping;
    this.sender =
        new RequestSender(
            worker,
            new WorkerSlots(leases, limits, concurrency, clock),
            ledger,
            prices,
            metrics,
            clock);
    Instant startedAt = Instant.ofEpochMilli(clock.millis());
    threads.execute(() -> closeInterrupted(worker, startedAt));
  }

  /// Tries until the database is up: other workers wait for the answers of an earlier process.
  private void closeInterrupted(String worker, Instant startedAt) {
    while (!stopping.getAsBoolean()) {
      try {
        int closed = ledger.closeInterrupted(worker, startedAt);
        if (closed > 0) {
          LOG.warn("requests={} were in flight when this worker died", closed);
        }
        return;
      } catch (SQLException _) {
        try {
          clock.sleep(DATABASE_RETRY);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /// The time of a step that begins now.
  public StepTime beginStep() {
    return StepTime.from(clock, stopping);
  }

  /// The requests of one step of a batch.
  public Requests ofBatch(String batchKey, StepTime time) throws SQLException {
    Map<String, String> kept = ledger.keptReplies(batchKey);
    return tasks -> sendAll(tasks, kept, time);
  }

  private List<SendResult> sendAll(List<SendTask> tasks, Map<String, String> kept, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    List<Future<SendResult>> sent = new ArrayList<>();
    for (SendTask task : tasks) {
      String reply = kept.get(task.request().requestId());
      sent.add(
          threads.submit(
              Context.current()
                  .wrap(
                      () ->
                          reply == null
                              ? send(task, time)
                              : new SendResult.Completed(KeptReply.read(reply)))));
    }
    // All of them are waited for before a failure is reported: they may have been paid for.
    List<SendResult> results = new ArrayList<>();
    ExecutionException failure = null;
    for (Future<SendResult> request : sent) {
      try {
        results.add(request.get());
      } catch (ExecutionException failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw rethrown(failure);
    }
    return results;
  }

  private SendResult send(SendTask task, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    inFlight.incrementAndGet();
    try {
      return sender.send(task, time);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /// How many requests wait for their turn or for their answer. Those that wait for their turn give
  /// up soon after the worker was asked to stop.
  public int inFlight() {
    return inFlight.get();
  }

  private static IllegalStateException rethrown(ExecutionException failure)
      throws StillWaiting, SQLException, InterruptedException {
    switch (failure.getCause()) {
      case StillWaiting waiting -> throw waiting;
      case SQLException down -> throw down;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(failure);
    }
  }
}
