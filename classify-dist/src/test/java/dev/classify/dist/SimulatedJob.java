package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// A job whose rows are asked of the simulator of a cluster, ten in a request.
record SimulatedJob(ScratchCluster cluster, Path input, int rows, int rpm) {

  static final int ROWS_PER_REQUEST = 10;

  private static final String ID = "simulated";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static SimulatedJob of(ScratchCluster cluster, int rows, int rpm) throws IOException {
    return new SimulatedJob(cluster, Samples.distinct(cluster.folder(), rows), rows, rpm);
  }

  /// The same command for another cluster.
  SimulatedJob on(ScratchCluster other) {
    return new SimulatedJob(other, input, rows, rpm);
  }

  BuiltProgram.RunningCall begin() throws IOException {
    return cluster.begin(
        "run",
        input.toString(),
        "--job",
        ID,
        "--rpm",
        Integer.toString(rpm),
        "--per-request",
        Integer.toString(ROWS_PER_REQUEST));
  }

  long stored() throws SQLException, IOException {
    return cluster.tables().stored(ID);
  }

  void awaitStored(long some) {
    await().atMost(LIMIT).ignoreExceptions().until(() -> stored() >= some);
  }

  void assertEndsWithEveryRowStoredOnce(BuiltProgram.RunningCall job) throws Exception {
    BuiltProgram.Result ended = job.await(LIMIT);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    new StoredJob(cluster.tables(), ID, rows).assertEveryRowStoredOnce();
  }

  int requestsNeeded(long some) {
    return Math.toIntExact(some / ROWS_PER_REQUEST);
  }
}
