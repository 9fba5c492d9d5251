package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunSummary;
import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Wait;
import dev.classify.store.jobs.TrialJobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Kills a worker and a node while a job runs, and proves that nothing is lost.
final class FaultTrial {

  /// Few, so that the job still runs when the second part goes down.
  private static final int IN_FLIGHT = 2;

  private static final Duration JOB_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final ClusterUnderTest subject;
  private final ClusterChecks checks;
  private final int rows;
  private final PrintWriter err;

  /// @param subject the cluster with the tools of the checks
  /// @param rows of the job
  /// @param err gets the progress
  FaultTrial(
      Cluster cluster, ClusterUnderTest subject, ClusterChecks checks, int rows, PrintWriter err) {
    this.cluster = cluster;
    this.subject = subject;
    this.checks = checks;
    this.rows = rows;
    this.err = err;
  }

  /// A part to kill, and when to kill it.
  ///
  /// @param after number of rows of the job that are done by then
  private record Fault(String part, long after) {}

  /// Kills the parts, starts them again, and checks the cluster again.
  void run(Consumer<CheckResult> each) throws InterruptedException {
    List<Fault> faults = new ArrayList<>();
    List<String> workers = cluster.workers();
    List<String> nodes = cluster.nodes();
    if (workers.size() < 2) {
      each.accept(new CheckResult("worker lost", new Skipped("there is one worker")));
    } else {
      faults.add(new Fault(workers.getLast(), rows / 50));
    }
    int copies = copies();
    if (nodes.size() <= Math.max(copies, 2)) {
      each.accept(
          new CheckResult(
              "node lost",
              new Skipped(
                  "%d nodes with %d copies of their logs cannot continue without one of the nodes"
                      .formatted(nodes.size(), copies))));
    } else {
      faults.add(new Fault(nodes.getLast(), rows / 10));
    }
    if (faults.isEmpty()) {
      return;
    }
    err.println(
        "running a job of %d generated rows; meanwhile these are killed and restarted: %s"
            .formatted(rows, String.join(", ", faults.stream().map(Fault::part).toList())));
    try (TrialJob job = new TrialJob(rows, subject.database())) {
      each.accept(new CheckResult("job with faults", breakDuring(job, faults)));
      each.accept(new CheckResult("recovery", recover()));
    } catch (SQLException away) {
      each.accept(
          new CheckResult(
              "trial rows removed",
              new Failed(String.valueOf(away.getMessage()), DatabaseCheck.fix(subject.advice()))));
    }
  }

  /// If nothing shows the number, as many as there are nodes; then no node is killed.
  private int copies() throws InterruptedException {
    try {
      return subject.tables().setting("default-replication").stream()
          .mapToInt(ReplicationChecks::firstNumber)
          .max()
          .orElse(1);
    } catch (CommandFailure | IOException silent) {
      return cluster.nodes().size();
    }
  }

  private Finding breakDuring(TrialJob job, List<Fault> faults) throws InterruptedException {
    try (Outage outage = new Outage(cluster, err, () -> abandon(job))) {
      ClusterAddresses addresses = cluster.addresses();
      AtomicReference<RunCounts> counts = new AtomicReference<>();
      TrialJob.Running running =
          job.start(
              IngressSettings.of(addresses.ingresses(), addresses.admins()),
              IN_FLIGHT,
              (opened, scan, counted, stop) -> {
                counts.set(counted);
                return () -> {};
              });
      List<String> seen = new ArrayList<>();
      for (Fault fault : faults) {
        awaitDone(running, counts, fault.after());
        outage.kill(fault.part());
        seen.add("%s after %d rows".formatted(fault.part(), done(counts)));
      }
      boolean during = !running.end().isDone();
      RunSummary summary = running.await(JOB_TIMEOUT);
      TrialJobs.StoredRows stored = job.stored();
      return judge(summary, stored, during, String.join(", ", seen));
    } catch (CommandFailure | IOException | SQLException fault) {
      return new Failed(
          "the job did not finish: " + fault.getMessage(),
          "see the logs of the workers that stayed up: "
              + subject.advice().logsOf(cluster.workers()));
    }
  }

  /// A batch that is still in flight is stored after this; a later check removes it.
  private void abandon(TrialJob job) {
    try {
      job.close();
    } catch (SQLException away) {
      err.println("rows of %s are left: %s".formatted(job.id(), away.getMessage()));
    }
  }

  private static void awaitDone(
      TrialJob.Running running, AtomicReference<RunCounts> counts, long rows)
      throws InterruptedException {
    // If the time is up, the job that is too slow is reported when its own time is up.
    new Wait("%d rows of the job".formatted(rows), INTERVAL, JOB_TIMEOUT)
        .until(() -> running.end().isDone() || done(counts) >= rows);
  }

  private static long done(AtomicReference<RunCounts> counts) {
    RunCounts counted = counts.get();
    return counted == null ? 0 : counted.snapshot().done();
  }

  private Finding judge(
      RunSummary summary, TrialJobs.StoredRows stored, boolean during, String seen) {
    if (summary.unfinished() > 0) {
      return new Failed(
          "%d of %d rows were not done: %s"
              .formatted(summary.unfinished(), rows, summary.counts().failure()),
          "see the logs of the workers that stayed up: "
              + subject.advice().logsOf(cluster.workers()));
    }
    if (stored.rows() != rows || stored.attempts() != rows || stored.inBatches() != rows) {
      return new Failed(
          "of %d rows %d are stored, with %d attempts, in batches of %d rows together"
              .formatted(rows, stored.rows(), stored.attempts(), stored.inBatches()),
          "this is a bug: please report it with the logs of workers and database");
    }
    if (!during) {
      return new Failed(
          "the job of %d rows finished before all parts were killed (%s), so this proves nothing"
              .formatted(rows, seen),
          "repeat with more rows: --rows " + 4L * rows);
    }
    return new Passed(
        "%d rows, each stored once, in %d s; killed: %s"
            .formatted(rows, summary.duration().toSeconds(), seen));
  }

  private Finding recover() throws InterruptedException {
    Instant begun = Instant.now();
    List<String> failed =
        new Wait("all checks to pass", RECHECK_INTERVAL, RECOVERY_TIMEOUT)
            .until(List::isEmpty, this::failedChecks);
    if (failed.isEmpty()) {
      return new Passed(
          "all checks pass again, %d s after the start"
              .formatted(Duration.between(begun, Instant.now()).toSeconds()));
    }
    return new Failed(
        "these checks still fail after %d s: %s"
            .formatted(RECOVERY_TIMEOUT.toSeconds(), String.join(", ", failed)),
        subject.advice().verify() + " shows what to do");
  }

  private List<String> failedChecks() throws InterruptedException {
    return checks.run(result -> {}).stream()
        .filter(CheckResult::failed)
        .map(CheckResult::check)
        .toList();
  }
}
