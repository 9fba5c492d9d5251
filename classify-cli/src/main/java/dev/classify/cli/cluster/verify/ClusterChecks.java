package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Wait;
import dev.classify.store.TlsFault;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Every check of a cluster, each after the checks that it depends on.
final class ClusterChecks {

  /// For all checks together. Leaders are chosen and members join within this time.
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final ClusterUnderTest subject;
  private final Duration settleTimeout;
  private final List<Check> checks;

  private ClusterChecks(ClusterUnderTest subject, Duration settleTimeout, List<Check> checks) {
    this.subject = subject;
    this.settleTimeout = settleTimeout;
    this.checks = checks;
  }

  static ClusterChecks of(ClusterUnderTest subject) {
    List<Check> checks =
        Stream.of(
                new NodeChecks(subject).all(),
                new MetadataChecks(subject).all(),
                new ReplicationChecks(subject).all(),
                new DatabaseCheck(subject).all(),
                new SnapshotCheck(subject).all(),
                new WorkerCheck(subject).all(),
                new ConnectionCheck(subject).all(),
                new CertificateCheck(subject).all(),
                new RegistrationCheck(subject).all(),
                new IngressCheck(subject).all(),
                new StepCheck(subject).all(),
                new InvocationCheck(subject).all())
            .flatMap(List::stream)
            .toList();
    return new ClusterChecks(subject, SETTLE_TIMEOUT, checks);
  }

  /// The checks that change nothing and send no load, each once: they are repeated while somebody
  /// looks.
  static ClusterChecks harmless(ClusterUnderTest subject) {
    boolean single = subject.cluster().nodes().size() == 1;
    boolean tables = subject.cluster().hasRestatectl();
    List<Check> checks =
        Stream.of(
                new NodeChecks(subject).harmless(tables && !single),
                tables && !single ? new MetadataChecks(subject).all() : List.<Check>of(),
                tables ? new ReplicationChecks(subject).all() : List.<Check>of(),
                tables ? new SnapshotCheck(subject).harmless() : withoutTool(subject),
                new WorkerCheck(subject).harmless(),
                new RegistrationCheck(subject).harmless(),
                new InvocationCheck(subject).all())
            .flatMap(List::stream)
            .toList();
    return new ClusterChecks(subject, Duration.ZERO, checks);
  }

  /// In the place of the checks that look at tables of the cluster.
  private static List<Check> withoutTool(ClusterUnderTest subject) {
    return List.of(
        new Check(
            "partitions",
            () ->
                new Finding.Skipped(
                    "restatectl is not on this machine; "
                        + subject.advice().verify()
                        + " gets it once")));
  }

  /// Runs every check, even after one has failed.
  ///
  /// @param each receives every result at once
  List<CheckResult> run(Consumer<CheckResult> each) throws InterruptedException {
    Instant settled = Instant.now().plus(settleTimeout);
    subject.refresh();
    List<CheckResult> results = new ArrayList<>();
    for (Check check : checks) {
      CheckResult result = new CheckResult(check.name(), settledLook(check, settled));
      results.add(result);
      each.accept(result);
    }
    return results;
  }

  private Finding settledLook(Check check, Instant settled) throws InterruptedException {
    Finding first = look(check.look());
    Duration left = Duration.between(Instant.now(), settled);
    if (!check.settles() || !(first instanceof Failed) || left.compareTo(INTERVAL) <= 0) {
      return first;
    }
    return new Wait("the cluster to settle", INTERVAL, left)
        .until(
            finding -> !(finding instanceof Failed),
            () -> {
              subject.refresh();
              return look(check.look());
            });
  }

  private Finding look(Check.Look look) throws InterruptedException {
    try {
      return look.finding();
    } catch (SQLException database) {
      return TlsFault.of(database)
          .map(tls -> new Failed(tls.problem(), tls.fix()))
          .orElseGet(
              () ->
                  new Failed(
                      "the database does not answer: " + database.getMessage(),
                      DatabaseCheck.fix(subject.advice())));
    } catch (CommandFailure part) {
      return new Failed(part.problem(), part.fix());
    } catch (IOException away) {
      return new Failed(
          String.valueOf(away.getMessage()), "see what runs: " + subject.advice().parts());
    }
  }
}
