package dev.classify.service.send;

import dev.classify.budget.Limits;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.ConcurrencySettings;
import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The queues of a worker: one for each model, and one for its requests at flex, whose answers may
/// take much longer. Both take from the same budget.
final class WorkerSlots implements SendSlots {

  private final SlotLeases leases;
  private final Limits limits;
  private final ConcurrencySettings concurrency;
  private final WorkerClock clock;
  private final Map<QueueKey, SlotQueue> queues = new ConcurrentHashMap<>();

  private record QueueKey(String budgetKey, boolean flex) {}

  /// @param limits of the account for each model, as configured
  WorkerSlots(
      SlotLeases leases, Limits limits, ConcurrencySettings concurrency, WorkerClock clock) {
    this.leases = leases;
    this.limits = limits;
    this.concurrency = concurrency;
    this.clock = clock;
  }

  @Override
  public Turn await(SendTask task, StepTime time) throws StillWaiting, InterruptedException {
    return queue(task).await(task, time);
  }

  @Override
  public void sending(SendTask task, Turn.Slot slot) {
    queue(task).sending(slot);
  }

  @Override
  public boolean received(SendTask task, Turn.Slot slot, LlmOutcome outcome) {
    return queue(task).received(slot, outcome);
  }

  @Override
  public void end(SendTask task, Turn.Slot slot, @Nullable LlmOutcome outcome) {
    queue(task).end(task, slot, outcome);
  }

  @Override
  public void hold(SendTask task, Duration duration) {
    queue(task).hold(duration);
  }

  @Override
  public boolean workedSince(SendTask task, long sinceNanos) {
    return queue(task).workedSince(sinceNanos);
  }

  private SlotQueue queue(SendTask task) {
    return queues.computeIfAbsent(
        new QueueKey(task.budgetKey(), task.tier() == ServiceTier.FLEX),
        key ->
            new SlotQueue(
                key.budgetKey(),
                task.model().name(),
                limits,
                new ConcurrencyLimit(concurrency.inFlightMax(), task.timeout(), clock::nanos),
                !key.flex(),
                leases,
                clock));
  }
}
