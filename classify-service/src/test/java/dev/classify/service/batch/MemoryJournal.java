package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Budget;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.common.Slice;
import dev.restate.common.function.ThrowingSupplier;
import dev.restate.serde.jackson.JacksonSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A journal in memory that keeps results as JSON, as Restate does, and grants from real budgets.
///
/// Started steps run when they are awaited; all start at the same time, as if in parallel.
final class MemoryJournal implements Journal {

  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

  private final TestClock clock;
  private final Map<String, Budget> budgets;
  private final List<Entry> entries;
  private final List<Runnable> started = new ArrayList<>();
  private int next;

  /// An entry, with its result once there is one.
  private static final class Entry {

    private final String label;
    private @Nullable Slice result;

    Entry(String label, @Nullable Slice result) {
      this.label = label;
      this.result = result;
    }
  }

  private MemoryJournal(TestClock clock, Map<String, Budget> budgets, List<Entry> entries) {
    this.clock = clock;
    this.budgets = budgets;
    this.entries = entries;
  }

  static MemoryJournal empty(TestClock clock) {
    return new MemoryJournal(clock, new HashMap<>(), new ArrayList<>());
  }

  /// The journal found by another worker after this one died: the same entries, but without the
  /// result of a step that was still running.
  ///
  /// @param kept how many of the entries were written
  /// @param lastResult whether the last of them has its result
  MemoryJournal afterCrash(int kept, boolean lastResult) {
    List<Entry> left = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      Entry entry = entries.get(i);
      left.add(new Entry(entry.label, i < kept - 1 || lastResult ? entry.result : null));
    }
    return new MemoryJournal(clock, budgets, left);
  }

  /// What was called, in order.
  List<String> labels() {
    return entries.stream().map(entry -> entry.label).toList();
  }

  @Override
  public String invocationId() {
    return "inv";
  }

  @Override
  public <T> T run(String name, Class<T> type, ThrowingSupplier<T> step) {
    return result(entry(name), type, step);
  }

  @Override
  public <T> StartedStep<T> start(String name, Class<T> type, ThrowingSupplier<T> step) {
    Entry entry = entry(name);
    started.add(() -> result(entry, type, step));
    return () -> read(entry, type);
  }

  @Override
  public void awaitStarted() {
    long beginMillis = clock.millis();
    long endMillis = beginMillis;
    for (Runnable step : started) {
      clock.set(beginMillis);
      step.run();
      endMillis = Math.max(endMillis, clock.millis());
    }
    clock.set(endMillis);
    started.clear();
  }

  @Override
  public void sleep(Duration duration) {
    result(
        entry("sleep " + duration.toMillis() + "ms"),
        Boolean.class,
        () -> {
          clock.sleep(duration);
          return true;
        });
  }

  @Override
  public GrantResponse reserve(String budgetKey, GrantRequest request) {
    return result(
        entry("reserve %s %d".formatted(budgetKey, request.tokens().size())),
        GrantResponse.class,
        () -> {
          Budget.Decision decision = budget(budgetKey).decide(request, clock.millis());
          budgets.put(budgetKey, decision.next());
          return decision.response();
        });
  }

  @Override
  public void hold(String budgetKey, long untilMillis) {
    result(
        entry("hold %s %dms".formatted(budgetKey, untilMillis - TestClock.START_MILLIS)),
        Boolean.class,
        () -> {
          budgets.put(budgetKey, budget(budgetKey).held(untilMillis));
          return true;
        });
  }

  private Budget budget(String key) {
    return budgets.getOrDefault(key, Budget.FRESH);
  }

  /// The next entry, which on a replay has to be the one that the first run wrote.
  private Entry entry(String label) {
    if (next == entries.size()) {
      entries.add(new Entry(label, null));
    }
    Entry entry = entries.get(next++);
    assertThat(label).as("entry %d of the journal", next).isEqualTo(entry.label);
    return entry;
  }

  private <T> T result(Entry entry, Class<T> type, ThrowingSupplier<T> step) {
    if (entry.result == null) {
      entry.result = JacksonSerdes.of(type).serialize(untilDone(step));
    }
    return read(entry, type);
  }

  private static <T> T read(Entry entry, Class<T> type) {
    return JacksonSerdes.of(type)
        .deserialize(Objects.requireNonNull(entry.result, "the step was not awaited"));
  }

  private <T> T untilDone(ThrowingSupplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (RuntimeException bug) {
        throw bug;
      } catch (Throwable _) {
        clock.sleep(RETRY_PAUSE);
      }
    }
  }
}
