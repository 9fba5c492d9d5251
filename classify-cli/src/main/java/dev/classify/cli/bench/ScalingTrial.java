package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchLimits;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.indicator.Indicator;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.outcome.Provider;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Measures how fast a stack answers by the simulator, and how evenly its parts share the work.
public final class ScalingTrial {

  private static final int CONNECTIONS_MAX = 4;
  private static final Duration HEALTH_TIME = Duration.ofSeconds(3);

  /// While the workers are cold.
  private static final int WARM_UP_ROWS = 1_000;

  private final LocalStack stack;

  /// Measures on a stack.
  ///
  /// @param stack whose workers ask the simulator of [#simulation]
  public ScalingTrial(LocalStack stack) {
    this.stack = stack;
  }

  /// The simulator for a case.
  public static SimulatedLlm simulation(ScalingCase of) {
    return new SimulatedLlm(
        List.of("--latency=constant:" + of.latencyMillis() + "ms", "--keep-bodies=0"));
  }

  /// Classifies the rows of the case.
  public ScalingMeasurement run(ScalingCase of)
      throws IOException, SQLException, InterruptedException {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database address = addresses.database();
    try (HikariDataSource database =
            Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password()),
                CONNECTIONS_MAX);
        IngressNodes nodes =
            new IngressNodes(IngressSettings.of(addresses.ingresses(), addresses.admins()))) {
      JobRun jobs = JobRun.on(database, nodes);
      List<Indicator> all = DistinctRows.of(WARM_UP_ROWS + of.rows());
      classify(jobs, of, all.subList(0, WARM_UP_ROWS));
      StackUse before = StackUse.read(stack);
      RunSummary summary = classify(jobs, of, all.subList(WARM_UP_ROWS, all.size()));
      StackUse after = StackUse.read(stack);
      HealthRequests health = HealthRequests.measure(addresses.gateway(), HEALTH_TIME);
      RunCounts.Snapshot counts = summary.counts();
      double perSecond = summary.rowsPerMinute() / 60;
      return new ScalingMeasurement(
          of,
          perSecond,
          after.processorTime().minus(before.processorTime()).toNanos() / 1e6 / of.rows(),
          // By Little's law.
          of.batchesInFlight() * BatchLimits.ROWS_MAX / perSecond,
          counts.byWorker(),
          counts.byNode(),
          health.perSecond(),
          health.byWorker());
    }
  }

  private static RunSummary classify(JobRun jobs, ScalingCase of, List<Indicator> rows)
      throws SQLException, InterruptedException {
    AnswerSettings answering =
        new AnswerSettings(Provider.OPENAI, ScalingCase.PER_REQUEST, Limits.NONE);
    RunSettings settings =
        RunSettings.answeredBy(answering).inFlightMax(of.batchesInFlight()).build();
    try (InputSource input = InputSource.of("rows", rows)) {
      RunSummary summary = jobs.run(input, settings).orElseThrow();
      if (summary.counts().classified() != rows.size()) {
        throw new IllegalStateException(
            "%d of %d rows were classified: %s"
                .formatted(summary.counts().classified(), rows.size(), summary.counts()));
      }
      return summary;
    }
  }
}
