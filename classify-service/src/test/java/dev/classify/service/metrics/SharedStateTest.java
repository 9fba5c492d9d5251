package dev.classify.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Budget;
import dev.classify.budget.CircuitBreaker;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.Limits;
import dev.classify.budget.SharedBudget;
import dev.classify.store.budget.SharedBudgets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedStateTest {

  private static final long NOW = 1_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private List<SharedBudgets.View> budgets = List.of();
  private boolean databaseAway;

  private final SharedState.Source tables =
      new SharedState.Source() {
        @Override
        public Map<String, Long> jobsByState() throws SQLException {
          looks.incrementAndGet();
          if (databaseAway) {
            throw new SQLException("away");
          }
          return Map.of("running", 2L, "paused", 1L);
        }

        @Override
        public List<SharedBudgets.View> budgets() {
          return budgets;
        }
      };

  @Test
  void jobsAreCountedByState() {
    state(Limits.NONE).refresh();

    assertThat(value("classify.jobs", "state", "running")).isEqualTo(2);
    assertThat(value("classify.jobs", "state", "paused")).isEqualTo(1);
    assertThat(registry.get("classify.database.up").gauge().value()).isEqualTo(1);
  }

  @Test
  void scrapesWithinFiveSecondsShareOneLook() {
    SharedState state = state(Limits.NONE);
    for (int i = 0; i < 100; i++) {
      state.refresh();
    }
    assertThat(looks).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    state.refresh();
    assertThat(looks).hasValue(2);
  }

  @Test
  void withoutADatabaseTheLastValuesStayAndItIsSaid() {
    SharedState state = state(Limits.NONE);
    state.refresh();
    databaseAway = true;
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    state.refresh();

    assertThat(registry.get("classify.database.up").gauge().value()).isZero();
    assertThat(value("classify.jobs", "state", "running")).isEqualTo(2);
  }

  @Test
  void openBreakerAndHoldAreOne() {
    SharedBudget open = SharedBudget.FRESH.hangs("no answer", NOW);
    SharedBudget held = SharedBudget.FRESH.held(Duration.ofSeconds(30), NOW);
    budgets = List.of(view("a/m", open, 3), view("b/m", held, 4));
    state(Limits.NONE).refresh();

    assertThat(value("classify.llm.breaker.open", "budget", "a/m")).isEqualTo(1);
    assertThat(value("classify.llm.breaker.open", "budget", "b/m")).isZero();
    assertThat(value("classify.llm.budget.held", "budget", "a/m")).isZero();
    assertThat(value("classify.llm.budget.held", "budget", "b/m")).isEqualTo(1);
    assertThat(value("classify.llm.budget.requests.last.minute", "budget", "b/m")).isEqualTo(4);
  }

  @Test
  void limitIsThatOfTheActiveJobsTogetherUnlessTheAccountAllowsLess() {
    budgets = List.of(view("a/m", asked(SharedBudget.FRESH, 40, 60), 0));
    state(new Limits(1_000, null)).refresh();
    assertThat(limit("a/m")).isEqualTo(100);
  }

  @Test
  void limitOfTheAccountHoldsWhereAJobHasNone() {
    SharedBudget asked = asked(asked(SharedBudget.FRESH, 40), (Integer) null);
    budgets = List.of(view("a/m", asked, 0));
    state(new Limits(1_000, null)).refresh();
    assertThat(limit("a/m")).isEqualTo(1_000);
  }

  @Test
  void whereNothingLimitsThereIsNoLimit() {
    budgets = List.of(view("a/m", SharedBudget.FRESH, 0));
    state(Limits.NONE).refresh();
    assertThat(registry.find("classify.llm.budget.limit.requests.per.minute").gauges()).isEmpty();
  }

  @Test
  void budgetsThatAreNotUsedDoNotMakeEverMoreSeries() {
    budgets =
        IntStream.range(0, 50)
            .mapToObj(i -> view("account" + i + "/m", SharedBudget.FRESH, i))
            .toList();
    state(Limits.NONE).refresh();

    assertThat(registry.find("classify.llm.breaker.open").gauges()).hasSize(20);
    assertThat(value("classify.llm.budget.requests.last.minute", "budget", "account49/m"))
        .isEqualTo(49);
  }

  private SharedState state(Limits account) {
    return new SharedState(registry, tables, account, nanos::get);
  }

  private static SharedBudgets.View view(String key, SharedBudget state, long sent) {
    return new SharedBudgets.View(key, "m", state, NOW, sent);
  }

  /// The state after jobs with such limits have asked.
  private static SharedBudget asked(SharedBudget state, @Nullable Integer... requestsPerMinute) {
    Budget next = state.budget();
    for (@Nullable Integer limit : requestsPerMinute) {
      GrantRequest ask =
          new GrantRequest(
              "job " + limit, new Limits(limit, null), Limits.NONE, List.of(10L), 0, null);
      next = next.decide(ask, NOW).next();
    }
    return new SharedBudget(next, CircuitBreaker.CLOSED);
  }

  private double limit(String budget) {
    return value("classify.llm.budget.limit.requests.per.minute", "budget", budget);
  }

  private double value(String name, String label, String value) {
    return registry.get(name).tag(label, value).gauge().value();
  }
}
