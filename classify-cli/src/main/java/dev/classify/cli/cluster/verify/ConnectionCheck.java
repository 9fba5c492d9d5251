package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import dev.classify.store.cluster.ClusterFigures;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Whether PostgreSQL allows as many connections as all programs together may open.
final class ConnectionCheck {

  private final ClusterUnderTest subject;
  private final Allowed allowed;

  ConnectionCheck(ClusterUnderTest subject) {
    this(subject, () -> new ClusterFigures(subject.database()).database().connectionsMax());
  }

  ConnectionCheck(ClusterUnderTest subject, Allowed allowed) {
    this.subject = subject;
    this.allowed = allowed;
  }

  /// How many connections the database allows.
  interface Allowed {
    int connections() throws SQLException;
  }

  List<Check> all() {
    return List.of(new Check("connections", this::look));
  }

  private Finding look() throws IOException, SQLException, InterruptedException {
    int known = subject.cluster().workers().size() + subject.cluster().extraWorkers().size();
    WorkerAnswers answers = new WorkerAnswers(subject);
    answers.ask(2 * known);
    Map<String, Integer> pools = answers.connections();
    int largest = pools.values().stream().mapToInt(pool -> pool).max().orElse(0);
    if (largest == 0) {
      return new Skipped("no worker says how many connections it opens");
    }
    // A worker that did not answer is counted like the others.
    int silent = Math.max(0, known - pools.size());
    int ofWorkers = pools.values().stream().mapToInt(pool -> pool).sum() + silent * largest;
    int ofPooler = answers.pooler() ? ClusterSize.CONNECTIONS_OF_POOLER : 0;
    int others = ClusterSize.CONNECTIONS_OF_OTHERS;
    int most = allowed.connections();
    String sum =
        "%d workers open up to %d, %sother programs %d"
            .formatted(
                known,
                ofWorkers,
                ofPooler == 0 ? "" : "the pooler %d, ".formatted(ofPooler),
                others);
    return ofWorkers + ofPooler + others <= most
        ? new Passed("%s; PostgreSQL allows %d".formatted(sum, most))
        : new Failed(
            "%s, but PostgreSQL allows %d".formatted(sum, most),
            "raise max_connections of PostgreSQL, lower SERVICE_DB_CONNECTIONS, or run fewer"
                + " workers");
  }
}
