package dev.classify.cli.runner;

import dev.classify.cli.submit.InputScan;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.store.jobs.Job;
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

  @Override
  public Watch begin(Job begun, InputScan scan, RunCounts counts, Runnable stopper) {
    try {
      queue.began(task.taskId(), begun.id());
    } catch (SQLException away) {
      throw new TaskInterrupted(away);
    }
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
