package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.ComponentStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one program alive: starts it, waits until it is ready, and restarts it when it dies.
final class ProgramRunner implements Keeper {

  private static final Logger log = LoggerFactory.getLogger(ProgramRunner.class);

  /// A program that dies this often in a row, each time before or right after it was ready, is
  /// given up. One that works for a while before it is killed is always restarted.
  private static final int QUICK_DEATHS_MAX = 6;

  private static final Duration QUICK = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /// For the first start, while a command waits. A later recovery may take longer.
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Program program;
  private final ProcessFiles workplace;
  private final Consumer<ComponentStatus> changed;

  private State state = State.WAITING;
  private int restarts;
  private boolean announced;
  private boolean stopping;
  private @Nullable GuardedProcess process;

  /// @param changed receives the status after every change
  ProgramRunner(Program program, ProcessFiles workplace, Consumer<ComponentStatus> changed) {
    this.program = program;
    this.workplace = workplace;
    this.changed = changed;
  }

  @Override
  public Optional<ComponentStatus> shown() {
    return Optional.of(status());
  }

  synchronized ComponentStatus status() {
    boolean running = state == State.STARTING || state == State.READY;
    return new ComponentStatus(
        program.name(),
        state,
        running && process != null ? process.pid() : 0,
        program.port(),
        restarts);
  }

  /// Runs until [#stop] is called.
  ///
  /// @param onReady called once, when the program is ready for the first time, or is given up and
  ///     the stack continues without it
  /// @throws CommandFailure if a vital program cannot be started, or dies again and again
  @Override
  public void keep(Runnable onReady) throws IOException, InterruptedException {
    while (true) {
      try {
        keepAlive(onReady);
        return;
      } catch (CommandFailure e) {
        if (program.vital()) {
          throw e;
        }
        log.error("component={} given up: {}", program.name(), e.getMessage());
        workplace.hold(program.name(), e.problem());
        become(State.FAILED);
        announce(onReady);
      }
    }
  }

  private void announce(Runnable onReady) {
    if (!announced) {
      announced = true;
      onReady.run();
    }
  }

  private void keepAlive(Runnable onReady) throws IOException, InterruptedException {
    int quickDeaths = 0;
    while (true) {
      awaitRelease();
      if (isStopping()) {
        return;
      }
      Command command = program.launch().prepare();
      workplace.log(program.name()).rotate();
      GuardedProcess started = start(command);
      if (started == null) {
        return;
      }
      Instant deadline = announced ? Instant.MAX : Instant.now().plus(READY_WITHIN);
      Instant useful = Instant.MAX;
      if (awaitReady(started, deadline)) {
        useful = Instant.now().plus(QUICK);
        become(State.READY);
        announce(onReady);
      }
      int exit = started.await();
      program.launch().ended();
      if (workplace.held(program.name()).isPresent()) {
        quickDeaths = 0;
        continue;
      }
      quickDeaths = Instant.now().isBefore(useful) ? quickDeaths + 1 : 0;
      if (!mayRestart(exit, quickDeaths)) {
        return;
      }
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << quickDeaths));
    }
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
      program.launch().ended();
    }
    become(State.STOPPED);
  }

  private void awaitRelease() throws IOException, InterruptedException {
    if (workplace.held(program.name()).isPresent()) {
      if (status().state() != State.FAILED) {
        log.info("component={} held", program.name());
        become(State.HELD);
      }
      while (workplace.held(program.name()).isPresent() && !isStopping()) {
        Thread.sleep(30);
      }
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private @Nullable GuardedProcess start(Command command) throws IOException, InterruptedException {
    GuardedProcess started;
    synchronized (this) {
      if (stopping) {
        return null;
      }
      started = GuardedProcess.start(program.name(), command, program.stop(), workplace);
      process = started;
    }
    become(State.STARTING);
    return started;
  }

  private boolean awaitReady(GuardedProcess started, Instant deadline) throws InterruptedException {
    while (started.alive()) {
      if (program.ready().ready(started.pid()) && !answeredByOther(started)) {
        return true;
      }
      if (Instant.now().isAfter(deadline)) {
        started.stop();
        throw failed("was not ready after " + READY_WITHIN.toSeconds() + " s");
      }
      Thread.sleep(30);
    }
    return false;
  }

  /// Another stack may have taken the port while this program was down. Its program answers there,
  /// and would do the work of this stack with its own database.
  private boolean answeredByOther(GuardedProcess started) {
    return program.port() != 0 && LoopbackPort.heldByOther(program.port(), started.pid());
  }

  /// Whether to restart the program; false if it ended because it was stopped.
  private boolean mayRestart(int exit, int quickDeaths) {
    synchronized (this) {
      if (stopping) {
        return false;
      }
      restarts++;
    }
    if (quickDeaths >= QUICK_DEATHS_MAX) {
      throw failed(
          "ended " + quickDeaths + " times in a row, the last time with exit code " + exit);
    }
    log.warn("component={} exit={} restart={}", program.name(), exit, restarts);
    become(State.RESTARTING);
    return true;
  }

  private CommandFailure failed(String what) {
    if (program.vital()) {
      become(State.FAILED);
    }
    return CommandFailure.failed(
        program.name() + " " + what + "; " + workplace.log(program.name()).tail(12),
        "fix the cause that the log names, then start again");
  }

  /// Reports the change without holding the lock, because the listener asks all runners.
  private void become(State next) {
    synchronized (this) {
      state = next;
    }
    changed.accept(status());
  }
}
