package dev.classify.service.providerbatch;

import dev.classify.service.send.SharedWatch;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.providerbatch.BatchLines;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The batches of rows of a worker that wait for lines.
final class LineWatch {

  /// The provider takes minutes at least.
  static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /// Looks at the waits of batches of rows; see [BatchLines#look].
  interface Look {
    List<BatchLines.Wait> at(Map<String, String> jobs) throws SQLException;
  }

  private final SharedWatch<Batch, BatchLines.Wait> watch;

  LineWatch(Look look, WorkerClock clock) {
    this(look, LOOK_EVERY, clock);
  }

  LineWatch(Look look, Duration lookEvery, WorkerClock clock) {
    this.watch = new SharedWatch<>(batches -> ends(look, batches), lookEvery, clock);
  }

  private record Batch(String batchKey, String jobId) {}

  /// Waits until no line of a batch of rows is left to wait for.
  BatchLines.Wait await(String batchKey, String jobId, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    return watch.await(
        new Batch(batchKey, jobId), "the provider to carry out a file of requests", time);
  }

  private static Map<Batch, BatchLines.Wait> ends(Look look, Set<Batch> batches)
      throws SQLException {
    Map<String, String> jobs = new HashMap<>();
    batches.forEach(batch -> jobs.put(batch.batchKey, batch.jobId));
    Map<Batch, BatchLines.Wait> ends = new HashMap<>();
    for (BatchLines.Wait wait : look.at(jobs)) {
      String jobId = jobs.get(wait.batchKey());
      if (wait.over() && jobId != null) {
        ends.put(new Batch(wait.batchKey(), jobId), wait);
      }
    }
    return ends;
  }
}
