package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.process.Component;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.OrphanedProcesses;
import dev.classify.local.process.Supervision;
import dev.classify.local.restate.OutdatedJournals;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process that owns a stack. It starts all other processes, and none outlives it.
///
/// On standard output it prints `starting <component>`, `restarting <component>`, `giving up
/// <component>` and `ready`, or
/// `failed` with the reason in the lines that follow. It stops everything and exits on SIGTERM and,
/// where it is attached, when its standard input ends.
public final class Supervisor implements Supervision.Listener {

  /// After it the arguments are options of the simulator.
  static final String SIMULATE = "simulate";

  private static final int SIMULATE_PLACE = 3;

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final LocalSettings settings;
  private final StackHome home;
  private final PrintStream out;
  private volatile Phase phase = Phase.STARTING;

  Supervisor(LocalSettings settings, PrintStream out) {
    this.settings = settings;
    this.home = new StackHome(settings.home());
    this.out = out;
  }

  public static void main(String[] arguments) {
    run(arguments, parts -> parts.all(Supervisor::migrate, "dev.classify.service.Main"));
  }

  private static void migrate(StackAddresses.Database database) {
    Database.migrate(new DatabaseSettings(database.url(), database.user(), database.password()));
  }

  /// Runs until the process is asked to stop.
  ///
  /// @param arguments the mode, and how many nodes and workers are requested, 0 for as many as
  ///     before; then [#SIMULATE] and its options where the simulator is to answer
  /// @param stack what is started, each component after those it needs
  static void run(String[] arguments, Function<StackComponents, List<Component>> stack) {
    if (StackMode.valueOf(arguments[0]) == StackMode.ATTACHED) {
      Thread.ofPlatform().daemon().name("parent").start(() -> exitAtEndOf(System.in));
    }
    Topology.Request request = new Topology.Request(count(arguments[1]), count(arguments[2]));
    LocalSettings settings =
        LocalSettings.from(System.getenv()).simulating(simulation(List.of(arguments)));
    Supervisor supervisor = new Supervisor(settings, System.out);
    try {
      supervisor.supervise(request, stack);
    } catch (CommandFailure e) {
      supervisor.fail(e);
    } catch (IOException e) {
      supervisor.fail(
          CommandFailure.failed(
              supervisor.settings.home() + " cannot be used: " + e,
              "set CLASSIFY_HOME to a folder that you may write",
              e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    System.exit(1);
  }

  private static @Nullable SimulatedLlm simulation(List<String> arguments) {
    return arguments.size() > SIMULATE_PLACE && arguments.get(SIMULATE_PLACE).equals(SIMULATE)
        ? new SimulatedLlm(arguments.subList(SIMULATE_PLACE + 1, arguments.size()))
        : null;
  }

  private static @Nullable Integer count(String argument) {
    int count = Integer.parseInt(argument);
    return count == 0 ? null : count;
  }

  /// Returns only by throwing.
  private void supervise(Topology.Request request, Function<StackComponents, List<Component>> stack)
      throws IOException, InterruptedException {
    home.create();
    try (FileChannel lockFile =
            FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock(lockFile)) {
      changed(List.of());
      OrphanedProcesses.awaitGone(home.processFiles().pids());
      home.processFiles().releaseAll();
      StackFile file = StackFile.obtain(home.stackFile(), request);
      file.checkPortsFree(home.stackFile());
      try (PortReservation _ = PortReservation.reserve(file.portsInUse().values())) {
        StackAddresses addresses = StackAddresses.of(file);
        supervise(
            stack.apply(new StackComponents(settings, home, file)),
            new OutdatedJournals(addresses.ingresses(), addresses.admins()));
      }
    }
  }

  private void supervise(List<Component> components, OutdatedJournals outdated)
      throws InterruptedException {
    Supervision supervision = new Supervision(components, home.processFiles(), this);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervision), "stop"));
    supervision.start();
    phase = Phase.READY;
    changed(supervision.statuses());
    log.info("home={} ready", home.root());
    say("ready");
    // A batch continues without its command, and so it begins anew without it.
    try (OutdatedJournals.Watch _ = outdated.watch()) {
      supervision.awaitFailure();
    }
  }

  /// The lock of the folder, held until this process ends.
  private FileLock lock(FileChannel lockFile) throws IOException {
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      Optional<SupervisorState> other = SupervisorState.ofRunning(home);
      throw CommandFailure.failed(
          "a stack already runs in "
              + home.root()
              + other.map(state -> ", supervisor pid " + state.pid()).orElse(""),
          "use it as it is, stop it with: classify local down, or set CLASSIFY_HOME to another"
              + " folder");
    }
    return lock;
  }

  /// Stops each component before those it needs: worker, Restate, PostgreSQL.
  private void stop(Supervision supervision) {
    try {
      if (phase == Phase.STARTING) {
        fail(
            CommandFailure.failed(
                "the stack was stopped before it was ready", "start it again: classify local up"));
      }
      phase = Phase.STOPPING;
      supervision.stop();
      Files.deleteIfExists(home.stateFile());
      log.info("home={} stopped", home.root());
    } catch (IOException e) {
      log.warn("home={} state_file_left", home.root(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void starting(String name) {
    say("starting " + name);
  }

  @Override
  public void restarting(String name) {
    say("restarting " + name);
  }

  @Override
  public void givenUp(String name) {
    say("giving up " + name);
  }

  @Override
  public synchronized void changed(List<ComponentStatus> components) {
    try {
      JsonFile.write(home.stateFile(), SupervisorState.ofThisProcess(phase, components));
    } catch (IOException e) {
      log.warn("home={} state_not_written", home.root(), e);
    }
  }

  private void fail(CommandFailure failure) {
    phase = Phase.STOPPING;
    log.error("home={} failed: {}", home.root(), failure.getMessage());
    say("failed\n" + FailureLine.write(failure));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private static void exitAtEndOf(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      log.warn("the pipe from the parent broke", e);
    }
    System.exit(0);
  }
}
