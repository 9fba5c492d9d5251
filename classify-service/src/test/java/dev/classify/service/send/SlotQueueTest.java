package dev.classify.service.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.budget.Limits;
import dev.classify.budget.SharedBudget;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.llm.TokenEstimate;
import dev.classify.service.batch.ScriptedModel;
import dev.classify.service.batch.TestContents;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.store.budget.JobGate;
import dev.classify.store.budget.LeasedSlots;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Runs with real threads, and a clock that can be moved.
class SlotQueueTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final AtomicLong aheadNanos = new AtomicLong();
  private final WorkerClock clock = new MovableClock();
  private final MemoryLeases leases = new MemoryLeases();
  private final ConcurrencyLimit limit =
      new ConcurrencyLimit(10, Duration.ofMinutes(2), clock::nanos);
  private final SlotQueue queue =
      new SlotQueue("account/first", "first", Limits.NONE, limit, true, leases, clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  @AfterEach
  void stop() {
    stopping = true;
    threads.shutdownNow();
  }

  @Test
  void noMoreRequestsThanAllowedAreGivenASlotAtATime() throws Exception {
    List<Future<Turn>> turns = join(15, "job", false);
    await().atMost(SOON).until(() -> turns.stream().filter(Future::isDone).count() == 10);
    assertThat(limit.free()).isZero();

    queue.end(task("job", false), (Turn.Slot) done(turns).getFirst(), null);
    await().atMost(SOON).until(() -> turns.stream().filter(Future::isDone).count() == 11);
  }

  @Test
  void batchesThatHaveBegunGoFirst() throws Exception {
    List<Future<Turn>> full = join(10, "job", false);
    await().atMost(SOON).until(() -> full.stream().allMatch(Future::isDone));
    List<Future<Turn>> fresh = join(1, "job", false);
    List<Future<Turn>> begun = join(1, "job", true);
    Thread.sleep(200);
    queue.end(task("job", false), (Turn.Slot) full.getFirst().get(), null);

    await().atMost(SOON).until(() -> begun.getFirst().isDone());
    assertThat(fresh.getFirst().isDone()).isFalse();
  }

  @Test
  void everyJobGetsItsPartOfTheFreePlaces() throws Exception {
    leases.paused = true;
    List<Future<Turn>> large = join(30, "large", false);
    List<Future<Turn>> small = join(5, "small", false);
    Thread.sleep(300);
    leases.paused = false;

    await().atMost(SOON).until(() -> small.stream().allMatch(Future::isDone));
    assertThat(large.stream().filter(Future::isDone).count()).isEqualTo(5);
  }

  @Test
  void stoppedJobEndsAllItsWaits() {
    leases.stopReason = "enough";
    List<Future<Turn>> turns = join(3, "job", false);

    await().atMost(SOON).until(() -> turns.stream().allMatch(Future::isDone));
    assertThat(done(turns)).containsOnly(new Turn.JobStopped("enough"));
  }

  @Test
  void jobThatWaitsNoLongerProbesWithOneRequestAndEndsThoseWithAStandIn() throws Exception {
    leases.state = leases.state.hangs("no answer", clock.millis());
    leases.modelFailure = "first has failed";
    aheadNanos.addAndGet(Duration.ofSeconds(20).toNanos());
    List<Future<Turn>> turns = join(4, "job", false);
    await().atMost(SOON).until(() -> turns.stream().allMatch(Future::isDone));
    Future<Turn> without =
        threads.submit(
            () -> queue.await(task("job", false, false), StepTime.from(clock, () -> stopping)));
    Thread.sleep(300);

    assertThat(done(turns))
        .filteredOn(Turn.Slot.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Turn.Slot.class,
            probe -> {
              assertThat(probe.probe()).isTrue();
              assertThat(probe.lastTry()).isEqualTo("first has failed");
            });
    assertThat(done(turns))
        .filteredOn(Turn.WaitedTooLong.class::isInstance)
        .hasSize(3)
        .containsOnly(new Turn.WaitedTooLong("first has failed"));
    assertThat(without.isDone()).as("nothing can stand in for its answer").isFalse();
  }

  @Test
  void workerThatStopsEndsTheWaits() {
    leases.paused = true;
    List<Future<Turn>> turns = join(1, "job", false);
    stopping = true;

    assertThatThrownBy(() -> turns.getFirst().get())
        .hasRootCauseInstanceOf(StillWaiting.class)
        .hasMessageContaining("its worker stops");
  }

  @Test
  void databaseThatIsDownIsAskedAgain() {
    leases.failures = 2;
    List<Future<Turn>> turns = join(1, "job", false);

    await().atMost(SOON).until(() -> turns.getFirst().isDone());
  }

  @Test
  void requestsThatHangAreSentAgainOnceTheServerAnswersAProbe() throws Exception {
    Turn.Slot first = (Turn.Slot) join(1, "job", false).getFirst().get();
    queue.received(first, new LlmOutcome.TooLarge("an answer"));
    queue.end(task("job", false), first, new LlmOutcome.TooLarge("an answer"));

    List<String> ends = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 9; i++) {
      threads.execute(() -> hang(ends));
    }
    await().atMost(SOON).until(() -> limit.inFlight() == 9);
    Thread.sleep(1_100);
    aheadNanos.addAndGet(Duration.ofSeconds(20).toNanos());
    await().atMost(SOON).until(() -> leases.state.breaker().opened());

    aheadNanos.addAndGet(Duration.ofSeconds(20).toNanos());
    await().atMost(SOON).until(() -> ends.size() == 1);
    Turn.Slot probe = (Turn.Slot) join(1, "job", true).getFirst().get();
    assertThat(probe.probe()).isTrue();
    queue.end(task("job", true), probe, new LlmOutcome.TooLarge("an answer"));

    await().atMost(SOON).until(() -> ends.size() == 9);
    assertThat(leases.state.breaker().opened()).isFalse();
  }

  @Test
  void probesThatTimeOutDoNotReduceHowManyMayBeInFlight() throws Exception {
    leases.state = leases.state.hangs("no answer", clock.millis());
    List<Turn.Slot> probes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      probes.add(nextProbe());
    }
    for (Turn.Slot probe : probes.subList(0, 3)) {
      queue.end(task("job", false), probe, new LlmOutcome.TimedOut());
    }

    assertThat(limit.free()).isEqualTo(5);
    assertThat(nextProbe().probe()).isTrue();
  }

  @Test
  void oldestProbeIsGivenUpWhereAllThatMayBeInFlightHang() throws Exception {
    leases.state = leases.state.hangs("no answer", clock.millis());
    List<String> ends = Collections.synchronizedList(new ArrayList<>());
    for (int i = 1; i <= 10; i++) {
      int inFlight = i;
      aheadNanos.addAndGet(Duration.ofSeconds(11).toNanos());
      threads.execute(() -> hang(ends));
      await().atMost(SOON).until(() -> limit.inFlight() == inFlight);
    }

    assertThat(nextProbe().probe()).isTrue();
    assertThat(ends).containsExactly("given up");
  }

  /// The slot of the next request of an outage, once a probe is due.
  private Turn.Slot nextProbe() throws Exception {
    aheadNanos.addAndGet(Duration.ofSeconds(11).toNanos());
    return (Turn.Slot) join(1, "job", false).getFirst().get(10, TimeUnit.SECONDS);
  }

  /// Sends a request that is never answered.
  private void hang(List<String> ends) {
    SendTask task = task("job", false);
    try {
      Turn.Slot slot = (Turn.Slot) queue.await(task, StepTime.from(clock, () -> stopping));
      queue.sending(slot);
      try {
        Thread.sleep(Duration.ofMinutes(5));
      } catch (InterruptedException _) {
        ends.add("given up");
      }
      queue.received(slot, new LlmOutcome.TimedOut());
      queue.end(task, slot, null);
    } catch (StillWaiting | InterruptedException _) {
      ends.add("never sent");
    }
  }

  private List<Future<Turn>> join(int requests, String job, boolean begun) {
    List<Future<Turn>> turns = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      turns.add(
          threads.submit(
              () -> queue.await(task(job, begun), StepTime.from(clock, () -> stopping))));
    }
    return turns;
  }

  private static List<Turn> done(List<Future<Turn>> turns) {
    return turns.stream().filter(Future::isDone).map(Future::resultNow).toList();
  }

  private static SendTask task(String job, boolean begun) {
    return task(job, begun, true);
  }

  private static SendTask task(String job, boolean begun, boolean hasStandIn) {
    ScriptedModel model = new ScriptedModel("first", new TestClock());
    LlmRequest request =
        LlmRequest.of(
            "inv-1",
            Examples.NONE,
            List.of(AskedIndicator.of("1", TestContents.INDICATOR, Hints.NONE)));
    return new SendTask(
        job,
        Limits.NONE,
        "batch",
        "account/first",
        model,
        request,
        false,
        1,
        begun,
        hasStandIn,
        new TokenEstimate(100, 100));
  }

  private final class MovableClock implements WorkerClock {

    @Override
    public long millis() {
      return TestClock.START_MILLIS + nanos() / 1_000_000;
    }

    @Override
    public long nanos() {
      return System.nanoTime() + aheadNanos.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      Thread.sleep(duration);
    }
  }

  /// The shared budgets, in memory.
  private final class MemoryLeases implements SlotLeases {

    private volatile SharedBudget state = SharedBudget.FRESH;
    private volatile boolean paused;
    private volatile String stopReason = "";
    private volatile String modelFailure = "";
    private volatile int failures;

    @Override
    public synchronized LeasedSlots lease(
        String budgetKey, String model, List<GrantRequest> requests) throws SQLException {
      if (failures > 0) {
        failures--;
        throw new SQLException("the database is down");
      }
      Map<String, JobGate> gates = new HashMap<>();
      Map<String, GrantResponse> responses = new HashMap<>();
      for (GrantRequest request : requests) {
        gates.put(
            request.job(),
            new JobGate(
                stopReason.isEmpty() ? null : stopReason,
                paused ? "by a person" : null,
                modelFailure.isEmpty() ? null : modelFailure));
      }
      long now = clock.millis();
      List<GrantRequest> open = paused || !stopReason.isEmpty() ? List.of() : requests;
      SharedBudget.Lease lease = state.lease(open, now);
      state = lease.next();
      for (int i = 0; i < open.size(); i++) {
        responses.put(open.get(i).job(), lease.responses().get(i));
      }
      return new LeasedSlots(responses, gates, lease.probe(), state, now);
    }

    @Override
    public synchronized SharedBudget failed(
        String budgetKey, String model, String reason, boolean probe) {
      state = state.failed(reason, probe, clock.millis());
      return state;
    }

    @Override
    public synchronized SharedBudget hangs(String budgetKey, String model, String reason) {
      state = state.hangs(reason, clock.millis());
      return state;
    }

    @Override
    public synchronized SharedBudget succeeded(String budgetKey, String model) {
      state = state.succeeded(clock.millis());
      return state;
    }

    @Override
    public synchronized SharedBudget hold(String budgetKey, String model, Duration time) {
      state = state.held(time, clock.millis());
      return state;
    }
  }
}
