package dev.classify.service.send;

import dev.classify.budget.CircuitBreaker;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.budget.Limits;
import dev.classify.budget.SharedBudget;
import dev.classify.model.ModelTable;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.metrics.RequestMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends requests on a virtual clock, with turns from real shared budgets. Requests are sent one
/// after another, but all start at the same time, as if in parallel.
public final class VirtualRequests implements Requests {

  private final TestClock clock;
  private final MemoryLedger ledger;
  private final Limits limits;
  private final Slots slots = new Slots();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RequestMetrics metrics = new RequestMetrics(registry);
  private boolean stopping;
  private @Nullable Duration rulesAfter;

  /// @param limits of the account for each model
  public VirtualRequests(TestClock clock, MemoryLedger ledger, Limits limits) {
    this.clock = clock;
    this.ledger = ledger;
    this.limits = limits;
  }

  /// The job takes other answers once a model has failed for so long.
  public VirtualRequests rulesAfter(Duration failing) {
    rulesAfter = failing;
    return this;
  }

  /// Does something when so many slots have been given.
  void onSlot(int count, Runnable action) {
    slots.actions.put(count, action);
  }

  /// The model has just answered another request.
  void answeredBy(String budgetKey) {
    slots.answeredAt.put(budgetKey, clock.nanos());
  }

  /// The worker is asked to stop.
  public void stop() {
    stopping = true;
  }

  /// What was counted.
  MeterRegistry metrics() {
    return registry;
  }

  /// The state of a budget.
  SharedBudget budget(String key) {
    return slots.budgets.getOrDefault(key, SharedBudget.FRESH);
  }

  @Override
  public List<SendResult> sendAll(List<SendTask> tasks)
      throws StillWaiting, SQLException, InterruptedException {
    StepTime time = StepTime.from(clock, () -> stopping);
    RequestSender sender =
        new RequestSender("worker", slots, ledger, ModelTable.standard().prices(), metrics, clock);
    Map<String, String> kept = ledger.keptReplies("");
    long begin = clock.nanos();
    long end = begin;
    List<SendResult> results = new ArrayList<>();
    for (SendTask task : tasks) {
      clock.set(begin);
      String reply = kept.get(task.request().requestId());
      results.add(
          reply == null
              ? sender.send(task, time)
              : new SendResult.Completed(KeptReply.read(reply)));
      end = Math.max(end, clock.nanos());
    }
    clock.set(end);
    return results;
  }

  private final class Slots implements SendSlots {

    private final Map<String, SharedBudget> budgets = new HashMap<>();
    private final Map<String, Long> answeredAt = new HashMap<>();
    private final Map<Integer, Runnable> actions = new HashMap<>();
    private int given;

    @Override
    public Turn await(SendTask task, StepTime time) throws StillWaiting {
      while (true) {
        time.check("its turn");
        GrantRequest ask =
            new GrantRequest(
                task.jobId(),
                task.jobLimits(),
                limits,
                List.of(task.tokens().totalTokens()),
                0,
                null);
        long now = clock.millis();
        SharedBudget.Lease lease = budget(task.budgetKey()).lease(List.of(ask), now);
        budgets.put(task.budgetKey(), lease.next());
        GrantResponse response = lease.responses().getFirst();
        if (!response.sendTimesMillis().isEmpty()) {
          actions.getOrDefault(++given, () -> {}).run();
          long sendTime = response.sendTimesMillis().getFirst();
          return new Turn.Slot(
              sendTime,
              clock.nanos() + Duration.ofMillis(sendTime - now).toNanos(),
              0,
              lease.probe(),
              modelFailure(task, lease.next().breaker(), now));
        }
        String failure = modelFailure(task, lease.next().breaker(), now);
        if (failure != null) {
          return new Turn.WaitedTooLong(failure);
        }
        long again = Objects.requireNonNull(response.askAgainAtMillis());
        clock.sleep(Duration.ofMillis(again - now));
      }
    }

    private @Nullable String modelFailure(SendTask task, CircuitBreaker breaker, long now) {
      return rulesAfter != null
              && task.hasStandIn()
              && breaker.opened()
              && now - breaker.failingSinceMillis() >= rulesAfter.toMillis()
          ? breaker.lastFailure()
          : null;
    }

    @Override
    public void sending(SendTask task, Turn.Slot slot) {}

    @Override
    public boolean received(SendTask task, Turn.Slot slot, LlmOutcome outcome) {
      return Thread.interrupted();
    }

    @Override
    public void end(SendTask task, Turn.Slot slot, @Nullable LlmOutcome outcome) {
      if (outcome == null) {
        return;
      }
      SharedBudget state = budget(task.budgetKey());
      boolean failed = outcome.serverFailed() || outcome instanceof LlmOutcome.Throttled;
      if (!failed) {
        answeredAt.put(task.budgetKey(), clock.nanos());
      }
      budgets.put(
          task.budgetKey(),
          failed
              ? state.failed(String.valueOf(outcome.detail()), slot.probe(), clock.millis())
              : state.succeeded(clock.millis()));
    }

    @Override
    public void hold(SendTask task, Duration duration) {
      budgets.put(task.budgetKey(), budget(task.budgetKey()).held(duration, clock.millis()));
    }

    @Override
    public boolean workedSince(SendTask task, long sinceNanos) {
      Long at = answeredAt.get(task.budgetKey());
      return at != null && at > sinceNanos;
    }
  }
}
