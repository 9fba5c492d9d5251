package dev.classify.web.tasks;

import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.web.http.Problem;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Asks the runner to do something. Workers cannot reach Restate; the runner can.
public final class RunnerCall {

  /// About how long the oldest task in a full queue still waits.
  private static final long RETRY_SECONDS = 60;

  private final RunnerTasks tasks;
  private final Runnable wake;

  /// @param wake starts a runner where none waits for work
  public RunnerCall(RunnerTasks tasks, Runnable wake) {
    this.tasks = tasks;
    this.wake = wake;
  }

  /// Queues a task.
  ///
  /// @param once null to ask for it each time
  /// @throws Problem if it cannot be queued
  public RunnerTask ask(RunnerTasks.Wish wish, RunnerTasks.@Nullable Once once)
      throws SQLException {
    RunnerTask task =
        switch (tasks.ask(wish, once)) {
          case RunnerTasks.Asked.Accepted accepted -> accepted.task();
          case RunnerTasks.Asked.OtherRequest _ ->
              throw Problem.unprocessable(
                  "this Idempotency-Key was sent with another request; choose a new key");
          case RunnerTasks.Asked.QueueFull _ ->
              throw Problem.tooManyRequests(
                  "%d tasks wait for the runner already".formatted(RunnerTasks.QUEUED_MAX),
                  RETRY_SECONDS);
          case RunnerTasks.Asked.UploadGone _ ->
              throw Problem.notFound("there is no such upload; upload the file again");
        };
    wake(task);
    return task;
  }

  /// Wakes the runner for a task that waits.
  void wake(RunnerTask task) {
    if (task.state() == RunnerTask.State.QUEUED) {
      wake.run();
    }
  }
}
