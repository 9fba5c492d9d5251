package dev.classify.service.providerbatch;

import dev.classify.service.providerbatch.FileWorkflow.Step;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatches;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a worker that makes files of open lines and handles files that are due. Any worker
/// does it for all, so that one is enough.
final class FileDriver {

  private static final Logger LOG = LoggerFactory.getLogger(FileDriver.class);

  /// Between looks at tables in which nothing is due.
  static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration RENEW_EVERY = ProviderBatches.LEASE.dividedBy(4);

  private final BatchRecords records;
  private final FileWorkflow workflow;
  private final List<String> budgetKeys;
  private final WorkerClock clock;
  private final BooleanSupplier stopping;
  private final ScheduledExecutorService renewals =
      Executors.newScheduledThreadPool(
          0, Thread.ofPlatform().daemon().name("file-leases").factory());

  /// @param budgetKeys accounts and models of this worker
  FileDriver(
      BatchRecords records,
      FileWorkflow workflow,
      List<String> budgetKeys,
      WorkerClock clock,
      BooleanSupplier stopping) {
    this.records = records;
    this.workflow = workflow;
    this.budgetKeys = List.copyOf(budgetKeys);
    this.clock = clock;
    this.stopping = stopping;
  }

  /// Works until the worker stops.
  void run() {
    boolean freed = false;
    while (!stopping.getAsBoolean()) {
      boolean worked = false;
      try {
        if (!freed) {
          records.freeLeases();
          freed = true;
        }
        worked = turn();
      } catch (SQLException down) {
        LOG.warn("files of requests are not handled: {}", down.getMessage());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException bug) {
        LOG.error("files of requests are not handled", bug);
      }
      if (!worked && !slept()) {
        return;
      }
    }
  }

  private boolean slept() {
    try {
      clock.sleep(IDLE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Makes one file for each model where lines are ready, and does one step of one file.
  ///
  /// @return whether there was anything to do
  boolean turn() throws SQLException, InterruptedException {
    boolean worked = false;
    for (String budgetKey : budgetKeys) {
      String id = UUID.randomUUID().toString();
      int lines = records.assign(id, budgetKey);
      if (lines > 0) {
        LOG.info("file={} budget={} lines={} made", id, budgetKey, lines);
        worked = true;
      }
    }
    Optional<ProviderBatch> due = records.lease(budgetKeys);
    if (due.isPresent()) {
      handle(due.get());
      worked = true;
    }
    return worked;
  }

  private void handle(ProviderBatch batch) throws SQLException, InterruptedException {
    ScheduledFuture<?> renewal =
        renewals.scheduleAtFixedRate(
            () -> renew(batch),
            RENEW_EVERY.toMillis(),
            RENEW_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      Step step = workflow.advance(batch);
      if (step.changed()) {
        LOG.info(
            "file={} job={} state={} provider={} handled",
            batch.id(),
            batch.jobId(),
            batch.state(),
            batch.providerId());
      }
      records.giveBack(batch, step.pause(), step.changed(), step.problem());
    } catch (LeaseLost lost) {
      LOG.warn("file={} {}", batch.id(), lost.getMessage());
    } finally {
      renewal.cancel(false);
    }
  }

  private void renew(ProviderBatch batch) {
    try {
      records.renew(batch);
    } catch (SQLException | LeaseLost gone) {
      LOG.warn("file={} its lease is not renewed: {}", batch.id(), gone.getMessage());
    }
  }
}
