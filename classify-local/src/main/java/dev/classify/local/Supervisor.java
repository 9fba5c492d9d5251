package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.process.Component;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.OrphanedProcesses;
import dev.classify.local.process.ProcessIdentity;
import dev.classify.local.process.Supervision;
import dev.classify.local.restate.OutdatedJournals;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process that owns a stack. It starts all other processes, and none outlives it.
///
/// On standard output it prints `starting <component>`, `restarting <component>`, `giving up
/// <component>` and `ready`; or `failed` with the reason in the lines that follow; or `busy` where
/// another one has the folder. It stops everything and exits on SIGTERM and, where it is attached,
/// when its standard input has ended and no other command uses the stack.
public final class Supervisor implements Supervision.Listener {

  /// After it the arguments are options of the simulator.
  /// As many projectors as before.
  static final String KEPT = "kept";

  static final String SIMULATE = "simulate";

  /// Printed instead of anything else where another supervisor has the folder.
  static final String BUSY = "busy";

  private static final int SIMULATE_PLACE = 4;

  /// How soon a stack stops after its last user.
  private static final Duration USERS_INTERVAL = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final LocalSettings settings;
  private final StackHome home;
  private final PrintStream out;
  private final ProcessIdentity self = ProcessIdentity.ofThisProcess();
  private volatile Phase phase = Phase.STARTING;

  /// Whether no command uses the stack, so that it is about to stop.
  private boolean leaving;

  private List<ComponentStatus> parts = List.of();

  Supervisor(LocalSettings settings, PrintStream out) {
    this.settings = settings;
    this.home = new StackHome(settings.home());
    this.out = out;
  }

  public static void main(String[] arguments) {
    run(arguments, parts -> parts.all(Supervisor::migrate, "dev.classify.service.Main"));
  }

  private static void migrate(StackAddresses.Database owner, String application) {
    Database.migrate(
        new DatabaseSettings(owner.url(), owner.user(), owner.password()), application);
  }

  /// Runs until the process is asked to stop.
  ///
  /// @param arguments the mode, and how many nodes and workers are requested, 0 for as many as
  ///     before; how many projectors, `kept` for as many as before; then [#SIMULATE] and its
  ///     options where the simulator is to answer
  /// @param stack what is started, each component after those it needs
  static void run(String[] arguments, Function<StackComponents, List<Component>> stack) {
    Topology.Request request =
        new Topology.Request(count(arguments[1]), count(arguments[2]), projectors(arguments[3]));
    LocalSettings settings =
        LocalSettings.from(System.getenv()).simulating(simulation(List.of(arguments)));
    Supervisor supervisor = new Supervisor(settings, System.out);
    StackMode mode = StackMode.valueOf(arguments[0]);
    try {
      supervisor.home.create(log::info);
      if (mode == StackMode.ATTACHED) {
        Thread.ofPlatform().daemon().name("parent").start(() -> supervisor.exitAfter(System.in));
      }
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

  /// Unlike of the others, there may be none of them.
  private static @Nullable Integer projectors(String argument) {
    return argument.equals(KEPT) ? null : Integer.valueOf(argument);
  }

  /// Returns, other than by throwing, only where another supervisor has the folder.
  private void supervise(Topology.Request request, Function<StackComponents, List<Component>> stack)
      throws IOException, InterruptedException {
    Optional<SupervisorLock> lock = SupervisorLock.take(home.lockFile(), self);
    if (lock.isEmpty()) {
      say(BUSY);
      return;
    }
    try (SupervisorLock _ = lock.get()) {
      changed(List.of());
      OrphanedProcesses.awaitGone(home.processFiles());
      home.processFiles().releaseAll();
      StackFile file = StackFile.obtain(home.stackFile(), request);
      file.checkPortsFree(home.stackFile());
      home.identity().obtain();
      try (PortReservation _ = PortReservation.reserve(file.portsInUse().values())) {
        StackAddresses addresses = StackAddresses.of(file);
        supervise(
            stack.apply(new StackComponents(settings, home, file)),
            file.topology(),
            new OutdatedJournals(addresses.ingresses(), addresses.admins()));
      }
    }
  }

  private void supervise(List<Component> components, Topology topology, OutdatedJournals outdated)
      throws InterruptedException {
    Supervision supervision = new Supervision(components, home.processFiles(), this);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervision), "stop"));
    supervision.start();
    phase = Phase.READY;
    changed(supervision.statuses());
    log.info("home={} ready", home.root());
    say("ready");
    if (topology.nodes() > 1) {
      new NodeChanges(settings, home, supervision, topology).follow();
    }
    // A batch continues without its command, and so it begins anew without it.
    try (OutdatedJournals.Watch _ = outdated.watch()) {
      supervision.awaitFailure();
    }
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
    parts = components;
    try {
      Phase shown = leaving ? Phase.STOPPING : phase;
      JsonFile.write(home.stateFile(), SupervisorState.of(self, shown, components));
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

  /// Exits once the command that started this process has ended and no other uses the stack.
  private void exitAfter(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      log.warn("the pipe from the parent broke", e);
    }
    try {
      awaitNoUser();
    } catch (IOException e) {
      log.warn("home={} users_unknown", home.root(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  /// A command counts itself as a user, and then looks whether the stack is ready. So this says
  /// that the stack stops before it looks for users a second time: one of the two sees the other.
  private void awaitNoUser() throws IOException, InterruptedException {
    while (true) {
      while (home.users().any()) {
        Thread.sleep(USERS_INTERVAL);
      }
      leave(true);
      if (!home.users().any()) {
        return;
      }
      leave(false);
    }
  }

  private synchronized void leave(boolean leaves) {
    leaving = leaves;
    changed(parts);
  }
}
