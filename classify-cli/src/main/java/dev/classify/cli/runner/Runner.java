package dev.classify.cli.runner;

import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.TaskQueue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes tasks from the queue and does them, some at a time.
///
/// A task of which this runner can give no sign of life is taken over by another, which continues
/// the same job. So it is safe to kill a runner at any time.
final class Runner {

  /// How often a task is begun before it counts as one that ends runners.
  static final int ATTEMPTS_MAX = 5;

  /// Estimates, and cancelled jobs. They take seconds, so they do not wait for runs.
  private static final int SHORT_TASKS_MAX = 2;

  /// Between two looks into the queue, which are one statement over an index. Notices of
  /// PostgreSQL would need a connection of their own, and looks besides: a notice may be lost,
  /// and the lease of a dead runner ends without one.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(8);

  private final TaskQueue queue;
  private final TaskWork work;
  private final Jobs jobs;
  private final ReportWork reports;
  private final RunnerFiles files;
  private final Consumer<String> log;
  private final int runsMax;
  private final Map<String, ActiveTask> active = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /// @param runsMax jobs that run at the same time
  /// @param log receives a line for each event
  Runner(
      TaskQueue queue,
      TaskWork work,
      Jobs jobs,
      ReportWork reports,
      RunnerFiles files,
      int runsMax,
      Consumer<String> log) {
    this.queue = queue;
    this.work = work;
    this.jobs = jobs;
    this.reports = reports;
    this.files = files;
    this.runsMax = runsMax;
    this.log = log;
  }

  /// Works until it has been idle for a time, or is stopped.
  ///
  /// @param idleMax null to wait for work for ever
  void work(@Nullable Duration idleMax) throws InterruptedException {
    Thread alive = Thread.ofVirtual().name("signs-of-life").start(this::giveSigns);
    Instant busy = Instant.now();
    try {
      while (!stopping) {
        if (takeAll() || !active.isEmpty()) {
          busy = Instant.now();
        } else if (idleMax != null
            && Duration.between(busy, Instant.now()).compareTo(idleMax) >= 0
            && leaves()) {
          return;
        }
        Thread.sleep(LOOK);
      }
    } finally {
      alive.interrupt();
    }
  }

  /// Begins all that there is room for.
  ///
  /// @return whether a report is under way
  private boolean takeAll() {
    try {
      Optional<RunnerTask> task = take();
      while (task.isPresent()) {
        begin(task.get());
        task = take();
      }
      boolean reporting = !stopping && reports.begin();
      files.writeAlive();
      return reporting;
    } catch (SQLException away) {
      log.accept("queue unreadable: " + away.getMessage());
      return false;
    }
  }

  private Optional<RunnerTask> take() throws SQLException {
    long runs =
        active.values().stream().filter(each -> each.task().kind() == RunnerTask.Kind.RUN).count();
    boolean room = active.size() - runs < SHORT_TASKS_MAX;
    return stopping || !room ? Optional.empty() : queue.claim(runs < runsMax);
  }

  private void begin(RunnerTask task) {
    ActiveTask begun = new ActiveTask(task, queue);
    active.put(task.taskId(), begun);
    log.accept(
        "task=%s kind=%s by=%s attempt=%d"
            .formatted(task.taskId(), task.kind(), task.askedBy(), task.attempts()));
    Thread.ofVirtual().name(task.taskId()).start(() -> run(begun));
  }

  private void run(ActiveTask begun) {
    RunnerTask task = begun.task();
    try {
      if (task.attempts() > ATTEMPTS_MAX) {
        throw CommandFailure.usage(
            "the runner started this task %d times and never finished it".formatted(ATTEMPTS_MAX),
            "see the log of the runner, then start it again");
      }
      work.run(begun);
      log.accept("task=%s ended".formatted(task.taskId()));
    } catch (CommandFailure failure) {
      failed(task, failure);
    } catch (TaskWithdrawn withdrawn) {
      log.accept("task=%s not begun: %s".formatted(task.taskId(), withdrawn.getMessage()));
      withdraw(task);
    } catch (SQLException | TaskInterrupted away) {
      interrupted(task, away);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error fault) {
      log.accept("task=%s failed: %s".formatted(task.taskId(), fault));
      fail(task, "the runner failed: " + fault, "see its log");
    } finally {
      active.remove(task.taskId());
    }
  }

  /// What does not work now may work later; what is wrong stays wrong.
  private void failed(RunnerTask task, CommandFailure failure) {
    log.accept("task=%s failed: %s".formatted(task.taskId(), failure.problem()));
    if (failure.exitCode() == ExitCode.USAGE || task.attempts() >= ATTEMPTS_MAX) {
      fail(task, failure.problem(), failure.fix());
    }
  }

  private void withdraw(RunnerTask task) {
    try {
      queue.endCancelled(task.taskId());
    } catch (SQLException away) {
      interrupted(task, away);
    }
  }

  /// Its lease ends, and it is taken up again.
  private void interrupted(RunnerTask task, Exception away) {
    log.accept("task=%s interrupted: %s".formatted(task.taskId(), away.getMessage()));
  }

  private void fail(RunnerTask task, String problem, String fix) {
    try {
      queue.failed(task.taskId(), problem, fix);
    } catch (SQLException away) {
      log.accept("task=%s failure not noted: %s".formatted(task.taskId(), away.getMessage()));
    }
  }

  /// Whether nothing is left to do. First the file goes, then the queue is looked at; who asks for
  /// something writes to the queue first and then makes the file. So one of the two sees the other.
  private boolean leaves() {
    try {
      files.removeWanted();
      if (!queue.anyOpen() && !reports.isWanted()) {
        return true;
      }
    } catch (SQLException away) {
      log.accept("queue unreadable: " + away.getMessage());
    }
    files.createWanted();
    return false;
  }

  private void giveSigns() {
    try {
      while (true) {
        Thread.sleep(SIGN_OF_LIFE);
        Set<String> mine = Set.copyOf(active.keySet());
        if (!mine.isEmpty()) {
          stopLost(mine);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopLost(Set<String> mine) {
    try {
      Set<String> kept = queue.extend(mine);
      active.forEach(
          (id, task) -> {
            if (mine.contains(id) && !kept.contains(id)) {
              log.accept("task=%s was cancelled or taken over".formatted(id));
              task.stop();
            }
          });
    } catch (SQLException away) {
      log.accept("no sign of life: " + away.getMessage());
    }
  }

  /// Gives everything back, so that another runner continues at once. To be called when the process
  /// is asked to stop.
  void stop() {
    stopping = true;
    active.values().forEach(ActiveTask::stop);
    try {
      for (ActiveTask task : active.values()) {
        if (task.job().isPresent()) {
          jobs.detach(task.job().get());
        }
      }
      queue.release();
    } catch (SQLException away) {
      log.accept("tasks not given back: " + away.getMessage());
    }
  }
}
