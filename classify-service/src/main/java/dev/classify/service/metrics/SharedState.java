package dev.classify.service.metrics;

import dev.classify.budget.JobPace;
import dev.classify.budget.Limits;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.jobs.JobCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/// What all workers share, as the tables hold it: jobs, budgets, circuit breakers. Each worker
/// reports the same, so that a dashboard takes the maximum over all of them.
final class SharedState {

  /// Several programs that scrape a worker share one look at the tables.
  private static final Duration VALID = Duration.ofSeconds(5);

  /// Budgets reported, the busiest first: one for each account and model that was ever used.
  private static final int BUDGETS_MAX = 20;

  /// A job that has not asked for so long sends nothing. See [JobPace].
  private static final Duration ACTIVE = Duration.ofSeconds(3);

  private final Source source;
  private final Limits accountLimits;
  private final LongSupplier nanos;
  private final MultiGauge jobs;
  private final MultiGauge sent;
  private final MultiGauge limit;
  private final MultiGauge open;
  private final MultiGauge held;
  private boolean reachable;
  private boolean read;
  private long readNanos;

  /// The tables.
  interface Source {

    Map<String, Long> jobsByState() throws SQLException;

    List<SharedBudgets.View> budgets() throws SQLException;

    /// Those in PostgreSQL.
    static Source in(DataSource database) {
      JobCounts jobs = new JobCounts(database);
      SharedBudgets budgets = new SharedBudgets(database);
      return new Source() {
        @Override
        public Map<String, Long> jobsByState() throws SQLException {
          return jobs.byState();
        }

        @Override
        public List<SharedBudgets.View> budgets() throws SQLException {
          return budgets.all();
        }
      };
    }
  }

  SharedState(MeterRegistry registry, Source source, Limits accountLimits) {
    this(registry, source, accountLimits, System::nanoTime);
  }

  /// @param nanos a clock that only ever goes forward
  SharedState(MeterRegistry registry, Source source, Limits accountLimits, LongSupplier nanos) {
    this.source = source;
    this.accountLimits = accountLimits;
    this.nanos = nanos;
    Gauge.builder("classify.database.up", () -> reachable ? 1 : 0)
        .description("Whether the tables could be read at the last scrape.")
        .register(registry);
    jobs = gauge(registry, "classify.jobs", "Jobs by state.");
    sent =
        gauge(
            registry,
            "classify.llm.budget.requests.last.minute",
            "Requests to the model of a budget in the last minute, by all workers.");
    limit =
        gauge(
            registry,
            "classify.llm.budget.limit.requests.per.minute",
            "What account and active jobs together allow; absent without a limit.");
    open =
        gauge(
            registry,
            "classify.llm.breaker.open",
            "1 while the circuit breaker of a model is open.");
    held = gauge(registry, "classify.llm.budget.held", "1 while a provider holds requests back.");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /// Reads the tables again if that was more than some seconds ago. Without a database, the last
  /// known values are kept and `classify_database_up` is 0.
  synchronized void refresh() {
    if (read && nanos.getAsLong() - readNanos < VALID.toNanos()) {
      return;
    }
    try {
      Map<String, Long> counts = source.jobsByState();
      List<SharedBudgets.View> budgets =
          source.budgets().stream()
              .sorted((one, two) -> Long.compare(two.sentLastMinute(), one.sentLastMinute()))
              .limit(BUDGETS_MAX)
              .toList();
      report(counts, budgets);
      reachable = true;
    } catch (SQLException _) {
      reachable = false;
    }
    read = true;
    readNanos = nanos.getAsLong();
  }

  private void report(Map<String, Long> counts, List<SharedBudgets.View> budgets) {
    jobs.register(
        counts.entrySet().stream()
            .map(one -> MultiGauge.Row.of(Tags.of("state", one.getKey()), one.getValue()))
            .toList(),
        true);
    List<SharedBudgets.View> limited =
        budgets.stream().filter(view -> limit(view).isPresent()).toList();
    report(sent, budgets, SharedBudgets.View::sentLastMinute);
    report(limit, limited, view -> limit(view).orElseThrow());
    report(open, budgets, view -> view.state().breaker().opened() ? 1 : 0);
    report(
        held,
        budgets,
        view -> view.state().budget().nothingBeforeMillis() > view.nowMillis() ? 1 : 0);
  }

  private static void report(
      MultiGauge gauge,
      List<SharedBudgets.View> budgets,
      ToDoubleFunction<SharedBudgets.View> value) {
    gauge.register(
        budgets.stream()
            .map(
                view ->
                    MultiGauge.Row.of(
                        Tags.of("budget", view.budgetKey(), "model", view.model()),
                        value.applyAsDouble(view)))
            .toList(),
        true);
  }

  /// What may be sent in a minute: the limit of the account, or the sum of those of the jobs that
  /// ask now if that is less; empty where nothing limits it.
  private OptionalInt limit(SharedBudgets.View view) {
    List<JobPace> active =
        view.state().budget().jobs().values().stream()
            .filter(job -> job.askedAtMillis() >= view.nowMillis() - ACTIVE.toMillis())
            .toList();
    Integer account = accountLimits.requestsPerMinute();
    boolean allLimited =
        !active.isEmpty()
            && active.stream().allMatch(job -> job.limits().requestsPerMinute() != null);
    if (!allLimited) {
      return account == null ? OptionalInt.empty() : OptionalInt.of(account);
    }
    int ofJobs =
        active.stream()
            .mapToInt(job -> Objects.requireNonNull(job.limits().requestsPerMinute()))
            .sum();
    return OptionalInt.of(account == null ? ofJobs : Math.min(account, ofJobs));
  }
}
