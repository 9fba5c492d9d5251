package dev.classify.service.send;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.budget.LeaseTiming;
import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.budget.SharedBudget;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.budget.JobGate;
import dev.classify.store.budget.LeasedSlots;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The requests to one model that wait in this worker.
///
/// While any wait, one thread leases send slots for as many of them as may be in flight, and hands
/// them out: first to batches that have begun, then by arrival. It also ends the waits of steps
/// that must not wait any longer, because thousands of requests that look for themselves cost much.
final class SlotQueue {

  private static final Logger LOG = LoggerFactory.getLogger(SlotQueue.class);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  /// While nothing waits but requests are in flight: how often a hang or the end of an outage is
  /// looked for.
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final String budgetKey;
  private final String model;
  private final Limits configured;
  private final SlotLeases leases;
  private final WorkerClock clock;
  private final ConcurrencyLimit limit;
  private final boolean reportsHangs;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingJobs jobs = new WaitingJobs();
  private final SendingThreads sending = new SendingThreads();
  private final ServerHealth health;
  private boolean leasing;
  private long arrivals;
  private long tokensBeyond;
  private @Nullable RateLimitReport report;
  private SharedBudget seen = SharedBudget.FRESH;
  /// For people: what the requests of this queue waited for at the last look.
  private volatile String waitsFor = "its turn";

  /// @param reportsHangs whether a long silence of the server is a failure
  SlotQueue(
      String budgetKey,
      String model,
      Limits configured,
      ConcurrencyLimit limit,
      boolean reportsHangs,
      SlotLeases leases,
      WorkerClock clock) {
    this.budgetKey = budgetKey;
    this.model = model;
    this.configured = configured;
    this.limit = limit;
    this.reportsHangs = reportsHangs;
    this.leases = leases;
    this.clock = clock;
    this.health = new ServerHealth(clock::nanos);
  }

  /// Waits until a request may be sent.
  ///
  /// @throws StillWaiting where its turn has not come within the time of the step
  Turn await(SendTask task, StepTime time) throws StillWaiting, InterruptedException {
    time.check(waitsFor);
    WaitingRequest request = join(task, time);
    try {
      return request.await();
    } catch (StillWaiting | InterruptedException | RuntimeException leaves) {
      leave(request);
      throw leaves;
    }
  }

  private WaitingRequest join(SendTask task, StepTime time) {
    lock.lock();
    try {
      WaitingRequest request = new WaitingRequest(task, time, arrivals++);
      jobs.add(request);
      if (leasing) {
        changed.signalAll();
      } else {
        leasing = true;
        Thread.ofVirtual().name("slots " + model).start(this::leaseWhileAnyWait);
      }
      return request;
    } finally {
      lock.unlock();
    }
  }

  /// A request that waits no longer; a slot that it was given meanwhile is lost.
  private void leave(WaitingRequest request) {
    lock.lock();
    try {
      if (!jobs.remove(request)) {
        request.slot().ifPresent(slot -> limit.release(slot.taken(), null, clock.nanos()));
      }
    } finally {
      lock.unlock();
    }
  }

  /// The current thread sends a request.
  void sending(Turn.Slot slot) {
    sending.begin(slot.sendAtNanos());
  }

  /// The current thread has the outcome of its request.
  ///
  /// @return whether it was interrupted
  boolean received(Turn.Slot slot, LlmOutcome outcome) {
    if (!isFailureOfTheServer(outcome) && !(outcome instanceof LlmOutcome.NoRoom)) {
      health.answered(slot.sendAtNanos());
    }
    return sending.end();
  }

  /// A request with a slot has ended.
  ///
  /// @param outcome null where it was not sent
  void end(SendTask task, Turn.Slot slot, @Nullable LlmOutcome outcome) {
    // That the server fails is known when a probe is sent; it says nothing about overload.
    limit.release(slot.taken(), slot.probe() ? null : outcome, slot.sendAtNanos());
    if (outcome != null) {
      note(task, slot, outcome);
    }
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void note(SendTask task, Turn.Slot slot, LlmOutcome outcome) {
    LlmUsage usage = outcome.usage();
    lock.lock();
    try {
      if (usage != null) {
        tokensBeyond += usage.totalTokens() - task.tokens().totalTokens();
      }
      if (!outcome.limits().limits().equals(Limits.NONE)) {
        RateLimitReport said = outcome.limits().at(slot.sendTimeMillis());
        report = report == null || said.sentAtMillis() > report.sentAtMillis() ? said : report;
      }
    } finally {
      lock.unlock();
    }
    if (isFailureOfTheServer(outcome)) {
      change(() -> leases.failed(budgetKey, model, String.valueOf(outcome.detail()), slot.probe()));
    } else if (slot.probe() || seen.breaker().failures() > 0) {
      change(() -> leases.succeeded(budgetKey, model));
    }
  }

  private static boolean isFailureOfTheServer(LlmOutcome outcome) {
    return outcome.serverFailed() || outcome instanceof LlmOutcome.Throttled;
  }

  void hold(Duration duration) {
    change(() -> leases.hold(budgetKey, model, duration));
  }

  boolean workedSince(long sinceNanos) {
    return health.workedSince(sinceNanos);
  }

  private interface Change {
    SharedBudget apply() throws SQLException;
  }

  /// What cannot be recorded while the database is down is noticed again by the next request.
  private void change(Change change) {
    try {
      see(change.apply());
    } catch (SQLException down) {
      LOG.warn("model={} the result is not in its shared budget: {}", model, down.getMessage());
    }
  }

  private void see(SharedBudget state) {
    lock.lock();
    try {
      boolean wasOpen = seen.breaker().opened();
      seen = state;
      if (state.breaker().opened() && !wasOpen) {
        health.outageBegan();
        limit.reset();
        LOG.warn(
            "model={} fails: {}; requests wait, one at a time is tried",
            model,
            state.breaker().lastFailure());
      } else if (wasOpen && !state.breaker().opened()) {
        LOG.info("model={} answers again", model);
        limit.reset();
        sending.giveUpOverdue(health);
      }
    } finally {
      lock.unlock();
    }
  }

  private void leaseWhileAnyWait() {
    try {
      boolean anyLeft = true;
      while (anyLeft) {
        long askedAtNanos = clock.nanos();
        try {
          anyLeft = leaseOnce(askedAtNanos);
        } catch (RuntimeException | Error bug) {
          // The thread must go on: nobody else leases for what waits.
          LOG.error("model={} no slots were leased; this is tried again", model, bug);
          pause(askedAtNanos, DATABASE_RETRY.toMillis());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether anything is left that waits or is in flight
  private boolean leaseOnce(long askedAtNanos) throws InterruptedException {
    reportHang();
    List<GrantRequest> requests = requests();
    if (requests == null) {
      return false;
    }
    long pauseMillis = LeaseTiming.BETWEEN_MIN_MILLIS;
    // Without a request to send, it looks whether an outage is over.
    if (!requests.isEmpty() || seen.breaker().opened()) {
      try {
        LeasedSlots leased = leases.lease(budgetKey, model, requests);
        see(leased.state());
        pauseMillis = handOut(requests, leased);
        if (requests.isEmpty()) {
          freeAProbe(leased);
        }
      } catch (SQLException down) {
        restore(requests);
        databaseDown(down);
        pauseMillis = DATABASE_RETRY.toMillis();
      }
    }
    pause(askedAtNanos, pauseMillis);
    return true;
  }

  private void databaseDown(SQLException down) {
    String reason = "the database: " + down.getMessage();
    if (!reason.equals(waitsFor)) {
      LOG.warn("model={} no request is sent without {}", model, reason);
    }
    waitsFor = reason;
  }

  /// Requests that hang do not fail until their timeout: their silence is reported instead.
  private void reportHang() {
    if (reportsHangs && !seen.breaker().opened() && health.hangs(sending.count())) {
      change(() -> leases.hangs(budgetKey, model, ServerHealth.NO_ANSWERS));
    }
  }

  /// If none waits that could be a probe, or as many hang as may be in flight: the oldest one is
  /// given up, and waits again.
  private void freeAProbe(LeasedSlots leased) {
    if (leased.state().breaker().admitsProbe(leased.nowMillis())) {
      sending.giveUpOldest(health);
    }
  }

  /// What to ask for, at most as many as may be in flight; null where nothing waits or is in
  /// flight, and the thread ends.
  private @Nullable List<GrantRequest> requests() {
    lock.lock();
    try {
      jobs.endStepsThatAreOver(waitsFor);
      if (!jobs.anyWaits()) {
        leasing = sending.count() > 0 || limit.inFlight() > 0;
        return leasing ? List.of() : null;
      }
      Limits account = report == null ? configured : configured.and(report.limits());
      List<GrantRequest> requests = jobs.requests(limit.free(), account, tokensBeyond, report);
      if (requests.isEmpty()) {
        waitsFor =
            "one of the %d requests in flight, as many as this worker sends at a time"
                .formatted(limit.inFlight());
      }
      tokensBeyond = requests.isEmpty() ? tokensBeyond : 0;
      return requests;
    } finally {
      lock.unlock();
    }
  }

  /// A correction that did not reach the budget is reported with the next call.
  private void restore(List<GrantRequest> requests) {
    lock.lock();
    try {
      tokensBeyond += requests.stream().mapToLong(GrantRequest::correction).sum();
    } finally {
      lock.unlock();
    }
  }

  /// @return the pause before the next call
  private long handOut(List<GrantRequest> requests, LeasedSlots leased) {
    long receivedNanos = clock.nanos();
    long pauseMillis = Long.MAX_VALUE;
    Map<String, String> paused = new HashMap<>();
    lock.lock();
    try {
      for (GrantRequest request : requests) {
        JobGate gate = leased.gates().get(request.job());
        GrantResponse response = leased.responses().get(request.job());
        if (gate != null && gate.stopReason() != null) {
          jobs.end(request.job(), new Turn.JobStopped(gate.stopReason()));
        } else if (response == null) {
          paused.put(request.job(), gate == null ? "" : String.valueOf(gate.pauseReason()));
          pauseMillis = Math.min(pauseMillis, DATABASE_RETRY.toMillis());
        } else {
          jobs.give(request.job(), response, leased, receivedNanos, limit);
          if (response.askAgainAtMillis() != null) {
            pauseMillis = Math.min(pauseMillis, LeaseTiming.pauseMillis(response));
          }
        }
      }
    } finally {
      lock.unlock();
    }
    waitsFor =
        paused.isEmpty()
            ? WaitText.of(model, seen, leased.nowMillis())
            : "paused jobs to be resumed: " + paused;
    return pauseMillis == Long.MAX_VALUE ? LeaseTiming.BETWEEN_MIN_MILLIS : pauseMillis;
  }

  /// Waits for the time of the next call. If nothing waited, it comes once something joins.
  private void pause(long askedAtNanos, long pauseMillis) throws InterruptedException {
    lock.lock();
    try {
      boolean waited = jobs.anyWaits();
      long endNanos = askedAtNanos + (waited ? nanos(pauseMillis) : LOOK_NANOS);
      while (endNanos - clock.nanos() > 0) {
        if (!waited && jobs.anyWaits()) {
          endNanos = askedAtNanos + nanos(LeaseTiming.BETWEEN_MIN_MILLIS);
          waited = true;
        } else {
          changed.awaitNanos(endNanos - clock.nanos());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
