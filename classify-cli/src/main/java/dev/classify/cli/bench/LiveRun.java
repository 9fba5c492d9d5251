package dev.classify.cli.bench;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.InputScan;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.store.jobs.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A run of a job on a thread of its own, whose counts can be read meanwhile.
final class LiveRun implements AutoCloseable {

  private final FutureTask<Optional<RunSummary>> run;
  private final Thread thread;
  private volatile @Nullable RunCounts counts;

  LiveRun(JobRun jobRun, InputSource input, RunSettings settings) {
    this.run = new FutureTask<>(() -> jobRun.watchedBy(new Watcher()).run(input, settings));
    this.thread = Thread.ofVirtual().start(run);
  }

  /// The result of a run.
  ///
  /// @param problem why not every row was done; empty if each has its outcome
  record Outcome(long classified, long rejected, String problem) {}

  /// Rows that have their outcome.
  long done() {
    RunCounts present = counts;
    return present == null ? 0 : present.snapshot().done();
  }

  boolean ended() {
    return run.isDone();
  }

  /// Waits until the run ends, or ends it after this time.
  Outcome awaitEnd(Duration timeout) throws InterruptedException {
    try {
      run.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return outcome("");
    } catch (TimeoutException _) {
      return outcome("the job was not done " + timeout.toSeconds() + " s after the measurement");
    } catch (ExecutionException e) {
      return outcome("the run failed: " + String.valueOf(e.getCause()));
    }
  }

  private Outcome outcome(String problem) {
    RunCounts present = counts;
    if (present == null) {
      return new Outcome(0, 0, problem);
    }
    RunCounts.Snapshot now = present.snapshot();
    String reason = now.stopReason().isEmpty() ? now.failure() : now.stopReason();
    return new Outcome(now.classified(), now.rejected(), problem.isEmpty() ? reason : problem);
  }

  /// Ends the run.
  @Override
  public void close() {
    thread.interrupt();
  }

  private final class Watcher implements RunWatcher {
    @Override
    public Watch begin(Job job, InputScan scan, RunCounts ofRun, Runnable stop) {
      counts = ofRun;
      return () -> {};
    }
  }
}
