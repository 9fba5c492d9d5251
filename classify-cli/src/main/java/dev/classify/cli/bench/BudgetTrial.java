package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.exit.CommandFailure;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a job against the simulator and measures when its requests arrived there.
public final class BudgetTrial {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetTrial.class);
  private static final int CONNECTIONS_MAX = 4;

  /// When a worker is killed, and how long it stays down.
  private static final Duration KILL_AFTER = Duration.ofSeconds(75);

  private static final Duration DOWN_FOR = Duration.ofSeconds(8);

  private final LocalStack stack;

  /// Measures on a stack.
  ///
  /// @param stack whose workers ask the simulator of [#simulation]
  public BudgetTrial(LocalStack stack) {
    this.stack = stack;
  }

  /// The simulator for a case: its limit is the budget, so that its headers are those that a
  /// provider would send.
  public static SimulatedLlm simulation(BudgetCase of) {
    return new SimulatedLlm(
        List.of("--latency=" + of.latency(), "--rpm=" + of.requestsPerMinute(), "--keep-bodies=0"));
  }

  /// Runs the case from the first row read to the last one stored.
  public BudgetMeasurement run(BudgetCase of)
      throws IOException, SQLException, InterruptedException {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database address = addresses.database();
    DatabaseSettings settings =
        new DatabaseSettings(address.url(), address.user(), address.password());
    try (HikariDataSource database = Database.open(settings, CONNECTIONS_MAX);
        IngressNodes nodes =
            new IngressNodes(IngressSettings.of(addresses.ingresses(), addresses.admins()));
        InputSource input = InputSource.of("rows", DistinctRows.of(of.rows()))) {
      AnswerSettings answering =
          new AnswerSettings(
              Provider.OPENAI, of.rowsPerRequest(), new Limits(of.requestsPerMinute(), null));
      Thread killer = Thread.ofVirtual().unstarted(this::killAndRestart);
      if (of.killWorker()) {
        killer.start();
      }
      RunSummary summary =
          JobRun.on(database, nodes)
              .run(input, RunSettings.answeredBy(answering).build())
              .orElseThrow();
      killer.interrupt();
      return figures(of, summary);
    }
  }

  private BudgetMeasurement figures(BudgetCase of, RunSummary summary) throws IOException {
    List<ReceivedRequest> requests = SimulatorControl.of(stack).requests();
    Arrivals arrivals = Arrivals.at(requests.stream().map(ReceivedRequest::at).toList());
    return new BudgetMeasurement(
        of,
        requests.size(),
        arrivals.mostInAMinute(),
        arrivals.perSecond(),
        arrivals.afterTheFirstMinute(),
        arrivals.minutesAfterTheFirst() * of.requestsPerMinute(),
        requests.stream().filter(ReceivedRequest::throttled).count(),
        summary.rowsPerMinute(),
        of.rows() - summary.counts().classified());
  }

  private void killAndRestart() {
    String worker = stack.workers().getLast();
    try {
      Thread.sleep(KILL_AFTER);
      stack.killPart(worker);
      Thread.sleep(DOWN_FOR);
      stack.startPart(worker);
    } catch (CommandFailure | IOException fault) {
      LOG.error("worker={} was not killed and brought back: {}", worker, fault.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
