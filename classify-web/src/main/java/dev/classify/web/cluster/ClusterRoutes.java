package dev.classify.web.cluster;

import dev.classify.access.Role;
import dev.classify.budget.CircuitBreaker;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.cluster.ClusterFigures;
import dev.classify.store.cluster.ClusterReports;
import dev.classify.store.cluster.OverallFigures;
import dev.classify.store.jobs.JobPages;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Route;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The state of the workers, the budgets, the database and, as others report it, of Restate.
public final class ClusterRoutes {

  private final String worker;
  private final @Nullable Integer requestsPerMinuteMax;
  private final Runnable wakeRunner;
  private final SharedBudgets budgets;
  private final ClusterFigures cluster;
  private final OverallFigures overall;
  private final ClusterReports reports;
  private final JobPages jobs;

  /// Answers for one worker.
  ///
  /// @param worker its name
  /// @param requestsPerMinuteMax what it may send to its model; null for no limit
  /// @param wakeRunner starts the runner, where none waits for work
  public ClusterRoutes(
      DataSource database,
      String worker,
      @Nullable Integer requestsPerMinuteMax,
      Runnable wakeRunner) {
    this.wakeRunner = wakeRunner;
    this.worker = worker;
    this.requestsPerMinuteMax = requestsPerMinuteMax;
    this.budgets = new SharedBudgets(database);
    this.cluster = new ClusterFigures(database);
    this.overall = new OverallFigures(database);
    this.reports = new ClusterReports(database);
    this.jobs = new JobPages(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cluster", Role.VIEWER, this::cluster),
        Route.get("/api/v1/summary", Role.VIEWER, this::summary));
  }

  private record Cluster(
      String answeredBy,
      List<ClusterFigures.Worker> workers,
      List<Budget> budgets,
      ClusterFigures.DatabaseState database,
      RestateReport restate) {}

  private record Budget(
      String budget,
      String model,
      long requestsLastMinute,
      @Nullable Integer requestsPerMinuteMax,
      @Nullable Instant heldUntil,
      Breaker breaker) {}

  private record Breaker(
      boolean open,
      int failures,
      @Nullable Instant failingSince,
      @Nullable String lastFailure,
      @Nullable Instant nextTry) {

    static Breaker of(CircuitBreaker breaker) {
      return new Breaker(
          breaker.opened(),
          breaker.failures(),
          time(breaker.failingSinceMillis()),
          breaker.lastFailure(),
          time(breaker.nextProbeMillis()));
    }
  }

  private ApiResponse cluster(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    boolean refresh = parameters.flag("refresh").orElse(false);
    parameters.check();
    if (refresh && reports.ask(request.caller().name())) {
      wakeRunner.run();
    }
    return ApiResponse.json(
        new Cluster(
            worker,
            cluster.workers(),
            budgets.all().stream().map(this::budget).toList(),
            cluster.database(),
            RestateReport.of(reports.state())));
  }

  private Budget budget(SharedBudgets.View view) {
    long held = (long) view.state().budget().nothingBeforeMillis();
    return new Budget(
        view.budgetKey(),
        view.model(),
        view.sentLastMinute(),
        requestsPerMinuteMax,
        held > view.nowMillis() ? time(held) : null,
        Breaker.of(view.state().breaker()));
  }

  private static @Nullable Instant time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private record Summary(
      Map<String, Long> jobsByState,
      long answers,
      long rejections,
      long toReview,
      long requestsLastMinute,
      long rowsLastMinute,
      BigDecimal spentUsdToday) {}

  private ApiResponse summary(ApiRequest request) throws SQLException {
    request.parameters().check();
    OverallFigures.Now now = overall.now();
    return ApiResponse.json(
        new Summary(
            jobs.countByState(),
            now.answers(),
            now.rejections(),
            now.toReview(),
            now.requestsLastMinute(),
            now.rowsLastMinute(),
            now.spentUsdToday()));
  }
}
