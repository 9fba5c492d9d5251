package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.store.jobs.TrialJobs;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whether a job of one row is classified and stored through each node.
final class IngressCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration JOB_PATIENCE = Duration.ofSeconds(20);

  /// Rows of an interrupted check are older than this; rows of a running check are younger.
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(15);

  private final ClusterUnderTest subject;

  IngressCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("a job by each node", this::look));
  }

  private Finding look() throws SQLException, InterruptedException {
    try (Connection reached = subject.database().getConnection()) {
      reached.isValid(1);
    } catch (SQLException away) {
      return new Skipped("the database does not answer");
    }
    new TrialJobs(subject.database()).removeOlderThan(LEFT_BEHIND);
    ClusterAddresses addresses = subject.cluster().addresses();
    Set<String> workers = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    for (URI ingress : addresses.ingresses()) {
      IngressSettings node =
          new IngressSettings(List.of(ingress), addresses.admins(), PATIENCE, PATIENCE, PATIENCE);
      try (TrialJob job = new TrialJob(1, subject.database())) {
        RunSummary summary =
            job.start(node, 1, (opened, scan, counts, stop) -> () -> {}).await(JOB_PATIENCE);
        TrialJobs.StoredRows stored = job.stored();
        if (summary.unfinished() > 0 || stored.rows() != 1 || stored.attempts() != 1) {
          faults.add("%s: %s %s".formatted(ingress, summary.counts().failure(), stored));
        }
        workers.addAll(summary.counts().byWorker().keySet());
      } catch (IOException fault) {
        faults.add(ingress + ": " + fault.getMessage());
      }
    }
    if (faults.isEmpty()) {
      return new Passed(
          "%d rows answered, stored and removed again, by %s"
              .formatted(addresses.ingresses().size(), String.join(", ", workers)));
    }
    return new Failed(
        String.join("; ", faults),
        "fix the failed checks above first; otherwise see "
            + subject.advice().logsOf(subject.cluster().workers()));
  }
}
