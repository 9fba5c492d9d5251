package dev.classify.cli.cluster.verify;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.report.OutputFormat;
import dev.classify.store.Database;
import java.io.PrintWriter;

/// Checks a cluster and prints, line by line, what works and what does not.
///
/// @param command how the user calls the commands of this cluster, such as `classify cluster`
/// @param out for the results
/// @param err for progress
public record ClusterVerification(
    Cluster cluster, String command, OutputFormat format, PrintWriter out, PrintWriter err) {

  private static final int CONNECTIONS_MAX = 4;

  /// Runs all checks.
  ///
  /// @param faultRows rows of a job during which parts are killed; 0 to kill none
  /// @return whether all checks passed
  public boolean run(int faultRows) throws InterruptedException {
    try (HikariDataSource database =
            Database.open(cluster.addresses().database(), CONNECTIONS_MAX);
        CheckReport report = new CheckReport(format, out)) {
      ClusterUnderTest subject =
          ClusterUnderTest.of(cluster, Advice.of(cluster, command), database);
      ClusterChecks checks = ClusterChecks.of(subject);
      checks.run(report::add);
      if (faultRows > 0 && !report.allPassed()) {
        err.println("nothing is killed, because a check has failed");
      } else if (faultRows > 0) {
        new FaultTrial(cluster, subject, checks, faultRows, err).run(report::add);
      }
      return report.allPassed();
    }
  }
}
