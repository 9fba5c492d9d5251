package dev.classify.store.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Budget;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.Limits;
import dev.classify.budget.SharedBudget;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Jobs;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedBudgetsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String BUDGET = "account/model";
  private static final Limits HUNDRED = new Limits(6_000, null);

  private SharedBudgets budgets;
  private Jobs jobs;

  @BeforeEach
  void openJobs() throws SQLException {
    budgets = new SharedBudgets(DATABASE.dataSource());
    jobs = new Jobs(DATABASE.dataSource());
    TestRows.open(DATABASE.dataSource(), "job");
    TestRows.open(DATABASE.dataSource(), "other");
  }

  @Test
  void workersThatLeaseAtTheSameTimeGetDifferentSlots() throws Exception {
    List<Long> slots = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        running.add(threads.submit(() -> slots.addAll(slots("job", 5))));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    Collections.sort(slots);
    assertThat(slots).hasSize(80);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(slots.get(i) - slots.get(i - 1)).isBetween(9L, 200L);
    }
  }

  @Test
  void slotsAreGivenByTheClockOfTheDatabaseAtMostTheHorizonAhead() throws SQLException {
    LeasedSlots leased = lease("job", 1_000);

    long now = DATABASE.number("select (1000 * extract(epoch from now()))::bigint");
    assertThat(leased.nowMillis()).isBetween(now - 5_000, now);
    List<Long> times = leased.responses().values().iterator().next().sendTimesMillis();
    assertThat(times.getFirst()).isEqualTo(leased.nowMillis());
    assertThat(times.getLast() - leased.nowMillis()).isBetween(1_900L, Budget.HORIZON.toMillis());
  }

  @Test
  void stoppedPausedAndMissingJobsGetNothing() throws SQLException {
    jobs.stop("job", "nothing left to spend");
    jobs.pause("other", "by a person");
    LeasedSlots leased =
        budgets.lease(BUDGET, "model", List.of(ask("job", 1), ask("other", 1), ask("gone", 1)));

    assertThat(leased.responses()).isEmpty();
    assertThat(gate(leased, "job").stopReason()).isEqualTo("nothing left to spend");
    assertThat(leased.gates().get("other")).isEqualTo(new JobGate(null, "by a person", null));
    assertThat(gate(leased, "gone").stopReason()).contains("no longer in the table");
  }

  @Test
  void jobIsPausedWhenItsPatienceWithAFailingModelEnds() throws SQLException {
    DATABASE.execute(
        "update jobs set started_at = now() - interval '2 days'",
        "update jobs set model_patience_seconds = 60 where job_id = 'job'");
    for (int i = 0; i < 10; i++) {
      budgets.failed(BUDGET, "model", "connection refused", false);
    }
    shiftFailures(30);
    budgets.failed(BUDGET, "model", "connection refused", false);
    assertThat(pauseReason("job")).isNull();

    shiftFailures(40);
    assertThat(pauseReason("job")).isEqualTo("model has failed for 70 s: connection refused");
    assertThat(pauseReason("other")).as("waits for ever").isNull();

    jobs.detach(jobs.find("other").orElseThrow());
    shiftFailures(24 * 3_600);
    assertThat(pauseReason("other")).contains("has failed for");
  }

  @Test
  void patienceBeginsAnewWhenTheJobIsStartedOrResumed() throws SQLException {
    DATABASE.execute("update jobs set model_patience_seconds = 60");
    for (int i = 0; i < 10; i++) {
      budgets.failed(BUDGET, "model", "connection refused", false);
    }
    shiftFailures(100);
    budgets.failed(BUDGET, "model", "connection refused", false);
    assertThat(pauseReason("job")).as("just started").isNull();

    DATABASE.execute("update jobs set started_at = now() - interval '2 days'");
    assertThat(pauseReason("job")).isNotNull();
    jobs.resume("job");
    assertThat(pauseReason("job")).as("just resumed").isNull();
    DATABASE.execute("update jobs set resumed_at = now() - interval '61 seconds'");
    assertThat(pauseReason("job")).isNotNull();
  }

  @Test
  void jobTakesTheAnswersOfTheRulesWhenItHasWaitedLongEnough() throws SQLException {
    DATABASE.execute("update jobs set rules_after_seconds = 60 where job_id = 'job'");
    for (int i = 0; i < 10; i++) {
      budgets.failed(BUDGET, "model", "connection refused", false);
    }
    shiftFailures(70);
    budgets.failed(BUDGET, "model", "connection refused", false);
    assertThat(gate(lease("job", 1), "job").modelFailure()).as("just started").isNull();

    DATABASE.execute("update jobs set started_at = now() - interval '2 days'");
    LeasedSlots leased = lease("job", 1);
    assertThat(gate(leased, "job").modelFailure())
        .isEqualTo("model has failed for 70 s: connection refused");
    assertThat(gate(leased, "job").pauseReason()).isNull();
    assertThat(leased.responses()).as("it still probes").containsKey("job");
    assertThat(gate(lease("other", 1), "other").modelFailure()).as("it waits").isNull();

    budgets.succeeded(BUDGET, "model");
    assertThat(gate(lease("job", 1), "job").modelFailure()).isNull();
  }

  @Test
  void holdIsBoundedSeenByEverybodyAndLifted() throws SQLException {
    budgets.hold(BUDGET, "model", Duration.ofDays(1_000_000));
    assertThat(slots("job", 1)).isEmpty();
    assertThat(
            DATABASE.number(
                "select extract(epoch from held_until - now())::bigint from llm_budgets"))
        .isBetween(890L, 900L);

    assertThat(budgets.release(BUDGET)).isTrue();
    assertThat(budgets.release("account/unknown")).isFalse();
    assertThat(slots("job", 1)).hasSize(1);
    assertThat(budgets.all())
        .singleElement()
        .satisfies(view -> assertThat(view.model()).isEqualTo("model"));
  }

  @Test
  void goodAnswerEndsARunOfFailures() throws SQLException {
    assertThat(budgets.failed(BUDGET, "model", "HTTP 500", false).breaker().failures()).isOne();
    assertThat(budgets.succeeded(BUDGET, "model")).isEqualTo(SharedBudget.FRESH);
  }

  /// Makes the run of failures begin so much earlier.
  private static void shiftFailures(int seconds) throws SQLException {
    DATABASE.execute(
        """
        update llm_budgets set state = jsonb_set(state, '{breaker,failingSinceMillis}',
          to_jsonb((state #>> '{breaker,failingSinceMillis}')::bigint - %d))
        """
            .formatted(seconds * 1_000));
  }

  private LeasedSlots lease(String job, int requests) throws SQLException {
    return budgets.lease(BUDGET, "model", List.of(ask(job, requests)));
  }

  private List<Long> slots(String job, int requests) throws SQLException {
    return lease(job, requests).responses().values().iterator().next().sendTimesMillis();
  }

  private @Nullable String pauseReason(String job) throws SQLException {
    return gate(lease(job, 1), job).pauseReason();
  }

  private static JobGate gate(LeasedSlots leased, String job) {
    return Objects.requireNonNull(leased.gates().get(job));
  }

  private static GrantRequest ask(String job, int requests) {
    return new GrantRequest(
        job, Limits.NONE, HUNDRED, Collections.nCopies(requests, 1_000L), 0, null);
  }
}
