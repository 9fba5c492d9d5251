package dev.classify.service.providerbatch;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The batches of rows of a worker that wait for lines. One of them looks for all of them, so that
/// many cost little more than one.
final class LineWatch {

  /// The provider takes minutes at least.
  static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /// Looks at the waits of batches of rows; see [BatchLines#look].
  interface Look {
    List<BatchLines.Wait> at(Map<String, String> jobs) throws SQLException;
  }

  private final Look look;
  private final WorkerClock clock;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock looking = new ReentrantLock();
  private long lookedAtNanos;

  LineWatch(Look look, WorkerClock clock) {
    this.look = look;
    this.clock = clock;
    this.lookedAtNanos = clock.nanos() - LOOK_EVERY.toNanos();
  }

  private record Waiting(String batchKey, String jobId, CompletableFuture<BatchLines.Wait> end) {}

  /// Waits until no line of a batch of rows is left to wait for.
  BatchLines.Wait await(String batchKey, String jobId, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    Waiting own = new Waiting(batchKey, jobId, new CompletableFuture<>());
    waiting.add(own);
    try {
      while (true) {
        lookIfDue();
        time.check("the provider to carry out a file of requests");
        try {
          return own.end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          // The next look may be this thread's.
        } catch (ExecutionException never) {
          throw new IllegalStateException(never);
        }
      }
    } finally {
      waiting.remove(own);
    }
  }

  private void lookIfDue() throws SQLException {
    if (!looking.tryLock()) {
      return;
    }
    try {
      if (clock.nanos() - lookedAtNanos >= LOOK_EVERY.toNanos()) {
        lookedAtNanos = clock.nanos();
        look();
      }
    } finally {
      looking.unlock();
    }
  }

  private void look() throws SQLException {
    List<Waiting> all = List.copyOf(waiting);
    Map<String, String> jobs = new HashMap<>();
    all.forEach(one -> jobs.put(one.batchKey(), one.jobId()));
    Map<String, BatchLines.Wait> waits = new HashMap<>();
    look.at(jobs).forEach(wait -> waits.put(wait.batchKey(), wait));
    for (Waiting one : all) {
      BatchLines.Wait wait = waits.get(one.batchKey());
      if (wait != null && wait.over()) {
        one.end.complete(wait);
      }
    }
  }
}
