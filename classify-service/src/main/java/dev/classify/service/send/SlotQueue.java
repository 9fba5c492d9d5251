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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The requests to one model that wait in this worker.
///
/// While any wait, one thread leases send slots for as many of them as may be in flight, and hands
/// them out: first to batches that have begun, then by arrival.
final class SlotQueue {

  private static final Logger LOG = LoggerFactory.getLogger(SlotQueue.class);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  private final String budgetKey;
  private final String model;
  private final Limits configured;
  private final SlotLeases leases;
  private final WorkerClock clock;
  private final ConcurrencyLimit limit;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, PriorityQueue<WaitingRequest>> jobs = new LinkedHashMap<>();
  private boolean leasing;
  private long arrivals;
  private long tokensBeyond;
  private @Nullable RateLimitReport report;
  private SharedBudget seen = SharedBudget.FRESH;
  private volatile String waitsFor = "its turn";
  private final ServerHealth health;

  SlotQueue(
      String budgetKey,
      String model,
      Limits configured,
      ConcurrencyLimit limit,
      SlotLeases leases,
      WorkerClock clock) {
    this.budgetKey = budgetKey;
    this.model = model;
    this.configured = configured;
    this.limit = limit;
    this.leases = leases;
    this.clock = clock;
    this.health = new ServerHealth(clock::nanos);
  }

  /// Waits until a request may be sent.
  ///
  /// @throws StillWaiting where its turn has not come within the time of the step
  Turn await(SendTask task, StepTime time) throws StillWaiting, InterruptedException {
    WaitingRequest request = join(task);
    try {
      while (true) {
        Turn turn = request.turn(DATABASE_RETRY);
        if (turn != null) {
          return turn;
        }
        time.check(waitsFor);
      }
    } catch (StillWaiting | InterruptedException | RuntimeException leaves) {
      leave(request);
      throw leaves;
    }
  }

  private WaitingRequest join(SendTask task) {
    lock.lock();
    try {
      WaitingRequest request = new WaitingRequest(task, arrivals++);
      jobs.computeIfAbsent(task.jobId(), _ -> new PriorityQueue<>()).add(request);
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
      PriorityQueue<WaitingRequest> queue = jobs.get(request.task().jobId());
      boolean waited = queue != null && queue.remove(request);
      if (!waited) {
        request.slot().ifPresent(slot -> limit.release(slot.taken(), null, clock.nanos()));
      }
    } finally {
      lock.unlock();
    }
  }

  /// A request with a slot has ended.
  ///
  /// @param outcome null where it was not sent
  void end(SendTask task, Turn.Slot slot, @Nullable LlmOutcome outcome) {
    limit.release(slot.taken(), outcome, slot.sendAtNanos());
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
    } else {
      health.answered(slot.sendAtNanos());
      if (slot.probe() || seen.breaker().failures() > 0) {
        change(() -> leases.succeeded(budgetKey, model));
      }
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
      }
    } finally {
      lock.unlock();
    }
  }

  private void leaseWhileAnyWait() {
    try {
      while (true) {
        reportHang();
        List<GrantRequest> requests = requests();
        if (requests == null) {
          return;
        }
        long askedAtNanos = clock.nanos();
        long pauseMillis = LeaseTiming.BETWEEN_MIN_MILLIS;
        if (!requests.isEmpty()) {
          try {
            LeasedSlots leased = leases.lease(budgetKey, model, requests);
            see(leased.state());
            pauseMillis = handOut(requests, leased);
          } catch (SQLException down) {
            restore(requests);
            waitsFor = "the database: " + down.getMessage();
            pauseMillis = DATABASE_RETRY.toMillis();
          }
        }
        pause(askedAtNanos, pauseMillis);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("model={} no slots are leased until the next request", model, bug);
      lock.lock();
      try {
        leasing = false;
      } finally {
        lock.unlock();
      }
    }
  }

  /// Requests that hang do not fail until their timeout: their silence is reported instead.
  private void reportHang() {
    if (!seen.breaker().opened() && health.hangs(limit.inFlight())) {
      change(() -> leases.hangs(budgetKey, model, ServerHealth.NO_ANSWERS));
    }
  }

  /// What to ask for, at most as many as may be in flight; null where nothing waits, and the thread
  /// ends.
  private @Nullable List<GrantRequest> requests() {
    lock.lock();
    try {
      jobs.values().removeIf(PriorityQueue::isEmpty);
      if (jobs.isEmpty()) {
        leasing = false;
        return null;
      }
      List<GrantRequest> requests = new ArrayList<>();
      int free = limit.free();
      int left = jobs.size();
      Limits account = report == null ? configured : configured.and(report.limits());
      for (PriorityQueue<WaitingRequest> queue : jobs.values()) {
        // An equal part for each job, rounded up, so that one free place is enough for one of them.
        int part = Math.min(queue.size(), Math.ceilDiv(free, left));
        free -= part;
        left--;
        if (part > 0) {
          requests.add(request(queue, part, account));
        }
      }
      rotate();
      return requests;
    } finally {
      lock.unlock();
    }
  }

  private GrantRequest request(PriorityQueue<WaitingRequest> queue, int requests, Limits account) {
    List<WaitingRequest> first = queue.stream().sorted().limit(requests).toList();
    SendTask task = first.getFirst().task();
    GrantRequest request =
        new GrantRequest(
            task.jobId(),
            task.jobLimits(),
            account,
            first.stream().map(one -> one.task().tokens().totalTokens()).toList(),
            tokensBeyond,
            report);
    tokensBeyond = 0;
    return request;
  }

  /// The job that was first is last the next time.
  private void rotate() {
    String first = jobs.keySet().iterator().next();
    PriorityQueue<WaitingRequest> queue = jobs.remove(first);
    jobs.put(first, queue);
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
        PriorityQueue<WaitingRequest> queue = jobs.get(request.job());
        JobGate gate = leased.gates().get(request.job());
        GrantResponse response = leased.responses().get(request.job());
        if (queue == null || gate == null) {
          continue;
        }
        if (gate.stopReason() != null) {
          Turn stopped = new Turn.JobStopped(gate.stopReason());
          queue.forEach(one -> one.end(stopped));
          queue.clear();
        } else if (response == null) {
          paused.put(request.job(), String.valueOf(gate.pauseReason()));
          pauseMillis = Math.min(pauseMillis, DATABASE_RETRY.toMillis());
        } else {
          give(queue, response, leased, receivedNanos);
          if (response.askAgainAtMillis() != null) {
            pauseMillis = Math.min(pauseMillis, LeaseTiming.pauseMillis(response));
          }
        }
      }
    } finally {
      lock.unlock();
    }
    waitsFor = paused.isEmpty() ? WaitText.of(model, seen, leased.nowMillis()) : paused.toString();
    return pauseMillis == Long.MAX_VALUE ? LeaseTiming.BETWEEN_MIN_MILLIS : pauseMillis;
  }

  private void give(
      PriorityQueue<WaitingRequest> queue,
      GrantResponse response,
      LeasedSlots leased,
      long receivedNanos) {
    for (long sendTime : response.sendTimesMillis()) {
      WaitingRequest request = queue.poll();
      if (request == null) {
        return;
      }
      long aheadNanos = TimeUnit.MILLISECONDS.toNanos(sendTime - leased.nowMillis());
      request.end(
          new Turn.Slot(sendTime, receivedNanos + aheadNanos, limit.take(), leased.probe()));
    }
  }

  /// Waits for the time of the next call, which comes earlier only where nothing waited.
  private void pause(long askedAtNanos, long pauseMillis) throws InterruptedException {
    lock.lock();
    try {
      boolean waited = jobs.values().stream().anyMatch(queue -> !queue.isEmpty());
      long millis = waited ? pauseMillis : LeaseTiming.BETWEEN_MIN_MILLIS;
      long untilNanos = askedAtNanos + TimeUnit.MILLISECONDS.toNanos(millis);
      long left = untilNanos - clock.nanos();
      while (left > 0) {
        left = changed.awaitNanos(left) > 0 ? untilNanos - clock.nanos() : 0;
      }
    } finally {
      lock.unlock();
    }
  }
}
