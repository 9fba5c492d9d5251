package dev.classify.cli.cluster.verify;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.report.OutputFormat;
import dev.classify.store.Database;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Duration;

/// Looks at a cluster and says, line by line, what works and what does not.
///
/// @param command how the user calls the commands of this cluster, such as `classify cluster`
/// @param out for the results
/// @param err for what is being done
public record ClusterVerification(
    Cluster cluster, String command, OutputFormat format, PrintWriter out, PrintWriter err) {

  private static final int CONNECTIONS_MAX = 4;
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

  /// Looks at all of it.
  ///
  /// @param faultRows rows of a job during which parts are killed; 0 to kill none
  /// @return whether nothing failed
  public boolean run(int faultRows) throws InterruptedException {
    try (HikariDataSource database =
            Database.open(cluster.addresses().database(), CONNECTIONS_MAX);
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
        CheckReport report = new CheckReport(format, out)) {
      ClusterUnderTest subject =
          ClusterUnderTest.of(cluster, Advice.of(cluster, command), new HttpProbes(http), database);
      ClusterChecks checks = ClusterChecks.of(subject);
      checks.run(report::add);
      if (faultRows > 0 && !report.allPassed()) {
        err.println("nothing is killed, since the cluster is not whole");
      } else if (faultRows > 0) {
        new FaultTrial(subject, checks, faultRows, err).run(report::add);
      }
      return report.allPassed();
    }
  }
}
