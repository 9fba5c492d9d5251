package dev.classify.cli.runner;

import dev.classify.cli.submit.InputScan;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.TaskQueue;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task that this runner works on, and how to stop it.
final class ActiveTask implements RunWatcher {

  private final RunnerTask task;
  private final TaskQueue queue;
  private @Nullable Job job;
  private @Nullable Runnable stop;
  private boolean stopped;

  ActiveTask(RunnerTask task, TaskQueue queue) {
    this.task = task;
    this.queue = queue;
  }

  RunnerTask task() {
    return task;
  }

  /// The job that it runs, once it has begun.
  synchronized Optional<Job> job() {
    return Optional.ofNullable(job);
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /// @throws TaskWithdrawn if the run was cancelled, or taken over, since this runner took it
  @Override
  public Job open(Jobs jobs, JobOpening opening) throws SQLException {
    return jobs.open(opening, task.taskId(), queue).orElseThrow(TaskWithdrawn::new);
  }

  @Override
  public Watch begin(Job begun, InputScan scan, RunCounts counts, Runnable stopper) {
    synchronized (this) {
      job = begun;
      stop = stopper;
      if (stopped) {
        stopper.run();
      }
    }
    return () -> {};
  }

  /// Hands over no more batches. Those that were handed over continue.
  synchronized void stop() {
    stopped = true;
    if (stop != null) {
      stop.run();
    }
  }
}
