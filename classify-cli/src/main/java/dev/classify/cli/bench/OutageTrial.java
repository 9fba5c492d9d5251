package dev.classify.cli.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.process.Wait;
import dev.classify.local.restate.RestateAdmin;
import dev.classify.outcome.Provider;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.ledger.LedgerAudit;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs a job against the simulator, makes the simulator ill for a while, and measures how the job
/// gets through.
public final class OutageTrial {

  private static final int CONNECTIONS_MAX = 4;
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration REOPEN_TIMEOUT = Duration.ofSeconds(30);

  /// Before the outage ends, the ledger and the journals are read: nothing has been answered yet.
  private static final Duration LOOK_BEFORE_END = Duration.ofSeconds(2);

  /// What was entered later may still be on its way when the ledger is read.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  /// When a port closes, connections break, and what was just written to them may have arrived or
  /// not: no client can tell, so it may keep the reservation.
  private static final Duration BREAKING = Duration.ofSeconds(2);

  /// The last requests of the last minute are answered within this time.
  private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

  private final LocalStack stack;
  private final Consumer<String> progress;

  /// Measures on a stack.
  ///
  /// @param stack whose workers ask the simulator of [OutageCase#simulation]
  /// @param progress receives a line at the begin and the end of the outage
  public OutageTrial(LocalStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /// What is seen just before the outage ends.
  ///
  /// @param journals entries by batch key
  private record Look(
      Instant at,
      Map<String, Double> cpuShares,
      List<LedgerAudit.Line> ledger,
      Map<String, Integer> journals) {}

  /// Runs the case: the time before the outage, the outage, the minutes after it, and the rest of
  /// the job.
  public OutageMeasurement run(OutageCase of)
      throws IOException, SQLException, InterruptedException {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database address = addresses.database();
    DatabaseSettings settings =
        new DatabaseSettings(address.url(), address.user(), address.password());
    AnswerSettings answering =
        new AnswerSettings(
            Provider.OPENAI, of.rowsPerRequest(), new Limits(of.requestsPerMinute(), null));
    try (HikariDataSource database = Database.open(settings, CONNECTIONS_MAX);
        IngressNodes nodes =
            new IngressNodes(IngressSettings.of(addresses.ingresses(), addresses.admins()));
        InputSource input = InputSource.of("rows", DistinctRows.of(of.rows()));
        BusyLoops _ = new BusyLoops(of.busyLoops());
        LiveRun job =
            new LiveRun(
                JobRun.on(database, nodes), input, RunSettings.answeredBy(answering).build())) {
      return measure(of, job, new LedgerAudit(database));
    }
  }

  private OutageMeasurement measure(OutageCase of, LiveRun job, LedgerAudit ledger)
      throws IOException, SQLException, InterruptedException {
    SimulatorControl simulator = SimulatorControl.of(stack);
    awaitFirstRequest(simulator);
    Thread.sleep(OutageCase.WARM_UP);

    WorkerCpu cpuBefore = WorkerCpu.read(stack);
    begin(of, simulator);
    Instant begin = Instant.now();
    progress.accept("%s: outage of %d s".formatted(of.kind().key(), of.outage().toSeconds()));
    sleepUntil(begin.plus(of.outage()).minus(LOOK_BEFORE_END));
    Look look = look(cpuBefore, ledger);
    sleepUntil(begin.plus(of.outage()));
    end(of, simulator);
    Instant end = Instant.now();
    progress.accept(of.kind().key() + ": well again");

    Duration measured = OutageCase.RECOVERY.plus(Duration.ofMinutes(of.minutesAfter()));
    sleepUntil(end.plus(measured).plus(ANSWER_TIME));
    List<ReceivedRequest> requests = simulator.requests();
    LiveRun.Outcome outcome = job.awaitEnd(of.restTimeout());
    return figures(of, new OutageTimeline(requests, begin, end), look, outcome);
  }

  private static void awaitFirstRequest(SimulatorControl simulator)
      throws IOException, InterruptedException {
    new Wait("the first request", POLL_INTERVAL, START_TIMEOUT)
        .require(
            arrived -> arrived > 0,
            simulator::arrived,
            _ -> "none arrived",
            "see what is wrong with: classify bench budget --rpm 60");
  }

  private static void begin(OutageCase of, SimulatorControl simulator) throws IOException {
    Optional<String> fault = of.kind().fault();
    if (fault.isPresent()) {
      simulator.fault(fault.get());
    } else {
      simulator.close(of.outage());
    }
  }

  /// Ends the outage; a closed port opens by itself.
  private static void end(OutageCase of, SimulatorControl simulator)
      throws IOException, InterruptedException {
    if (of.kind().fault().isPresent()) {
      simulator.fault("");
    } else {
      new Wait("the simulator's port to open again", POLL_INTERVAL, REOPEN_TIMEOUT)
          .require(
              open -> open,
              simulator::answers,
              _ -> "it is closed",
              "end the program that holds the port");
    }
  }

  private Look look(WorkerCpu cpuBefore, LedgerAudit ledger) throws IOException, SQLException {
    Map<String, Double> cpuShares = WorkerCpu.read(stack).sharesSince(cpuBefore);
    Instant at = Instant.now();
    return new Look(
        at,
        cpuShares,
        ledger.lines(),
        BatchJournal.inFlight(new RestateAdmin(stack.addresses().admins())));
  }

  private static OutageMeasurement figures(
      OutageCase of, OutageTimeline timeline, Look look, LiveRun.Outcome outcome) {
    Deliveries deliveries =
        Deliveries.of(
            look.ledger(),
            timeline.requests().stream()
                .filter(request -> request.at().isBefore(look.at()))
                .toList());
    Deliveries during =
        deliveries.between(timeline.begin().plus(BREAKING), look.at().minus(ON_ITS_WAY));
    return new OutageMeasurement(
        of,
        timeline.goodBefore(),
        timeline.goodAfter(of.minutesAfter()),
        timeline.goodPerSecond(),
        timeline.during(),
        timeline.arrivals().mostInAMinute(),
        look.cpuShares(),
        BatchJournal.worst(look.journals(), deliveries.arrivedByBatch()),
        during.undelivered().size(),
        during.heldUsd(),
        outcome.rejected(),
        of.rows() - outcome.classified(),
        outcome.problem());
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    Duration left = Duration.between(Instant.now(), time);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
