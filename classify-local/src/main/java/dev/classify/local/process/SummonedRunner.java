package dev.classify.local.process;

import dev.classify.local.process.Component.Summoned;
import dev.classify.local.process.ComponentStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a program whenever it is wanted, and lets it end by itself.
final class SummonedRunner implements Keeper {

  private static final Logger log = LoggerFactory.getLogger(SummonedRunner.class);

  /// How long somebody waits for the program at most, beside its own start.
  private static final Duration LOOK = Duration.ofMillis(250);

  /// One that fails sooner than this will fail again, so the next start waits longer.
  private static final Duration QUICK = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /// Doubles the pause up to 32 seconds.
  private static final int DOUBLINGS_MAX = 6;

  private final Summoned program;
  private final ProcessFiles workplace;
  private final Consumer<ComponentStatus> changed;

  private int restarts;
  private boolean stopping;
  private @Nullable GuardedProcess process;

  /// @param changed receives the status after every change
  SummonedRunner(Summoned program, ProcessFiles workplace, Consumer<ComponentStatus> changed) {
    this.program = program;
    this.workplace = workplace;
    this.changed = changed;
  }

  @Override
  public synchronized Optional<ComponentStatus> shown() {
    return process == null ? Optional.empty() : Optional.of(status(State.READY));
  }

  private synchronized ComponentStatus status(State state) {
    return new ComponentStatus(
        program.name(), state, process == null ? 0 : process.pid(), 0, restarts);
  }

  @Override
  public void keep(Runnable onReady) throws IOException, InterruptedException {
    onReady.run();
    int failures = 0;
    while (true) {
      while (!Files.exists(program.wanted())) {
        Thread.sleep(LOOK);
      }
      Instant begun = Instant.now();
      workplace.log(program.name()).rotate();
      GuardedProcess started = start();
      if (started == null) {
        return;
      }
      int exit = started.await();
      if (ended()) {
        return;
      }
      boolean quick = Duration.between(begun, Instant.now()).compareTo(QUICK) < 0;
      failures = exit == 0 || !quick ? 0 : Math.min(failures + 1, DOUBLINGS_MAX);
      if (exit != 0) {
        log.warn("component={} exit={}", program.name(), exit);
        synchronized (this) {
          restarts++;
        }
      }
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << failures));
    }
  }

  private @Nullable GuardedProcess start() throws IOException, InterruptedException {
    GuardedProcess started;
    synchronized (this) {
      if (stopping) {
        return null;
      }
      started = GuardedProcess.start(program.name(), program.command(), program.stop(), workplace);
      process = started;
    }
    changed.accept(status(State.READY));
    return started;
  }

  /// Forgets the process that has ended.
  ///
  /// @return whether it ended because it was stopped
  private boolean ended() {
    synchronized (this) {
      process = null;
      if (stopping) {
        return true;
      }
    }
    changed.accept(status(State.STOPPED));
    return false;
  }

  @Override
  public void stop() throws InterruptedException {
    GuardedProcess running;
    synchronized (this) {
      stopping = true;
      running = process;
    }
    if (running != null) {
      running.stop();
    }
  }
}
