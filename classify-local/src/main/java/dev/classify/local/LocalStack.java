package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.Component;
import dev.classify.local.process.Folder;
import dev.classify.local.process.ProcessEnd;
import dev.classify.local.process.ProcessIdentity;
import dev.classify.local.process.ProcessMemory;
import dev.classify.local.process.Wait;
import dev.classify.local.projector.ProjectorProgram;
import dev.classify.local.restate.ClusterNode;
import dev.classify.local.restate.Restatectl;
import dev.classify.local.simulator.SimulatorProgram;
import dev.classify.local.worker.WorkerProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running stack as a command sees it.
public final class LocalStack implements AutoCloseable {

  /// Projectors, workers, nodes, and four other programs, which end one after another.
  private static final Duration STOP_TIMEOUT =
      WorkerProgram.STOP_TIMEOUT
          .plus(ProjectorProgram.STOP_TIMEOUT)
          .plus(ClusterNode.STOP_TIMEOUT)
          .plus(Component.Stop.USUAL_TIMEOUT.multipliedBy(4));

  private static final Duration STOP_INTERVAL = Duration.ofMillis(20);

  private final StackHome home;
  private StackFile file;
  private final @Nullable Process owned;
  private final StackUsers.@Nullable User user;

  /// @param owned the supervisor that this process has started for itself
  /// @param user what lets the stack run until this is closed; null for a look at it
  LocalStack(
      StackHome home, StackFile file, @Nullable Process owned, StackUsers.@Nullable User user) {
    this.home = home;
    this.file = file;
    this.owned = owned;
    this.user = user;
  }

  /// A look at the stack that is ready in this folder, empty if there is none. The stack does not
  /// wait for it to end.
  public static Optional<LocalStack> attach(Path folder) throws IOException {
    StackHome home = new StackHome(folder.toAbsolutePath().normalize());
    boolean ready =
        SupervisorState.ofRunning(home).filter(s -> s.phase() == Phase.READY).isPresent();
    return ready
        ? Optional.of(new LocalStack(home, StackFile.read(home.stackFile()), null, null))
        : Optional.empty();
  }

  /// Starts the stack unless it runs already, and waits until it is ready.
  ///
  /// @param request the numbers of nodes and workers
  /// @param progress receives each line of the supervisor, such as `starting restate`; later lines
  ///     of an attached stack, such as `restarting worker`, come from another thread
  public static StartResult start(
      LocalSettings settings, StackMode mode, Topology.Request request, Consumer<String> progress)
      throws InterruptedException {
    return start(settings, mode, request, progress, Supervisor.class.getName());
  }

  static StartResult start(
      LocalSettings settings,
      StackMode mode,
      Topology.Request request,
      Consumer<String> progress,
      String supervisor)
      throws InterruptedException {
    try {
      return new StackStart(settings, mode, request, progress, supervisor).run();
    } catch (CommandFailure e) {
      return new StartResult.Failed(e);
    } catch (IOException e) {
      return new StartResult.Failed(
          CommandFailure.failed(
              settings.home() + " cannot be used: " + e,
              "set CLASSIFY_HOME to a folder that you may write",
              e));
    }
  }

  /// Stops the stack of this folder; returns whether there was one.
  ///
  /// @param now kills the workers instead of waiting for their requests, also where another command
  ///     is waiting for them
  public static boolean stop(Path folder, boolean now) throws IOException, InterruptedException {
    StackHome home = new StackHome(folder.toAbsolutePath().normalize());
    Optional<ProcessHandle> supervisor =
        SupervisorState.ofRunning(home).flatMap(SupervisorState::process);
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      awaitEnd(
          supervisor.get(),
          () -> {
            if (now) {
              new PartControl(home).killWorkers();
            }
          });
    }
    return supervisor.isPresent();
  }

  public StackAddresses addresses() {
    return StackAddresses.of(file);
  }

  /// The way into the database for the owner of its tables.
  public StackAddresses.Database databaseOwner() {
    return StackAddresses.databaseOwner(file);
  }

  /// Whether it was started for this command, and stops when this is closed and no other command
  /// uses it.
  public boolean isOwned() {
    return owned != null;
  }

  /// Whether it runs on when no command uses it, until it is told to stop.
  public boolean stays() throws IOException {
    Optional<SupervisorState> running = SupervisorState.ofRunning(home);
    return running.isPresent() && home.users().isKept(running.get().identity());
  }

  /// The folders in which Restate keeps its logs, journals and state, one for each node.
  public List<Path> nodeFolders() {
    return nodes().stream().map(home::node).toList();
  }

  /// Where Prometheus reads the metrics of each worker, in the order of [#workers].
  public List<URI> metrics() {
    return workers().stream()
        .map(worker -> file.port(worker + StackFile.METRICS))
        .map(port -> URI.create("http://127.0.0.1:" + port + "/metrics"))
        .toList();
  }

  /// Names of the Restate nodes, first the one that created the cluster.
  public List<String> nodes() {
    return file.topology().nodeNames();
  }

  /// Names of the workers.
  public List<String> workers() {
    return file.topology().workerNames();
  }

  /// Where Prometheus reads the metrics of each projector.
  public List<URI> projectorMetrics() {
    return file.topology().projectorNames().stream()
        .map(projector -> URI.create("http://127.0.0.1:%d/metrics".formatted(file.port(projector))))
        .toList();
  }

  /// Where the controls of the simulator are; empty where it does not answer in the place of a
  /// model.
  public Optional<URI> simulator() throws IOException {
    return SupervisorState.ofRunning(home).stream()
        .flatMap(state -> state.components().stream())
        .filter(part -> part.name().equals(SimulatorProgram.NAME))
        .map(part -> SimulatorProgram.control(part.port()))
        .findFirst();
  }

  /// Ends a part at once, as `kill -9` does; it stays down until [#startPart].
  public void killPart(String name) throws IOException, InterruptedException {
    parts().kill(name);
  }

  /// Starts a part that is down and returns when it is ready.
  ///
  /// @throws CommandFailure with the end of its log, where it does not become ready
  public void startPart(String name) throws IOException, InterruptedException {
    parts().start(name);
  }

  /// Ends a part in good order; it stays down until [#startPart].
  public void stopPart(String name) throws IOException, InterruptedException {
    parts().stop(name);
  }

  /// Ends a part in good order and starts it with its present settings.
  public void restartPart(String name) throws IOException, InterruptedException {
    parts().stop(name);
    parts().start(name);
  }

  /// Gives a cluster more nodes, which start and join it, or takes the last ones away, which must
  /// no longer belong to it: they stop, and their data is deleted.
  public void setNodes(int nodes) throws IOException, InterruptedException {
    if (nodes < 2 || file.topology().nodes() < 2) {
      throw new IllegalArgumentException("a single node is no cluster: " + nodes);
    }
    file = StackFile.resize(home.stackFile(), nodes);
    parts().awaitNodes(nodes());
    for (String gone : goneNodes()) {
      Folder.delete(home.node(gone));
      home.processFiles().release(gone);
    }
  }

  /// Nodes that the stack no longer has, but whose data is still there.
  public List<String> goneNodes() {
    return new Topology(Topology.MAX, 1, 0)
        .nodeNames().stream()
            .filter(node -> !nodes().contains(node) && Files.exists(home.node(node)))
            .toList();
  }

  /// Why parts are down, by name; a new start of the stack would start them too.
  public Map<String, String> down() throws IOException {
    return parts().down();
  }

  /// Asks a node, and through it the cluster, with Restate's own tool.
  public CommandOutput restatectl(LocalSettings settings, String node, List<String> arguments)
      throws IOException, InterruptedException {
    CacheFolder cache = new CacheFolder(settings.cache());
    return new Restatectl(settings.restatectl(), cache, settings.environment(), home.processFiles())
        .run(file.restatePorts(node), arguments);
  }

  /// What the object store of several nodes holds; empty where there is none.
  public OptionalLong objectStoreBytes() throws IOException {
    return file.topology().nodes() == 1
        ? OptionalLong.empty()
        : OptionalLong.of(Folder.bytes(home.objectStore()));
  }

  private PartControl parts() {
    return new PartControl(home);
  }

  /// The current status of all parts, empty if the stack has ended.
  public Optional<StackStatus> status() throws IOException {
    return SupervisorState.ofRunning(home)
        .map(
            state ->
                new StackStatus(
                    state.pid(),
                    ProcessMemory.ofProcess(state.pid()),
                    Duration.between(state.started(), Instant.now()),
                    state.components().stream()
                        .map(c -> new StackStatus.Part(c, ProcessMemory.ofTree(c.pid())))
                        .toList()));
  }

  /// Stops the stack if it was started for a command and no other command uses it; otherwise
  /// leaves it running.
  @Override
  public void close() throws IOException {
    if (user != null) {
      user.close();
    }
    if (owned != null) {
      owned.getOutputStream().close();
      if (home.users().any()) {
        return;
      }
      try {
        awaitEnd(owned.toHandle(), () -> {});
      } catch (InterruptedException _) {
        // The supervisor stops everything, whether or not this process waits for it.
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Polls, because the platform checks only once a second for a process that is not its child.
  private static void awaitEnd(ProcessHandle supervisor, Runnable hasten)
      throws InterruptedException {
    Wait wait = new Wait("the supervisor to stop", STOP_INTERVAL, STOP_TIMEOUT);
    if (!wait.until(() -> ended(supervisor, hasten))) {
      // Its programs notice that it is gone, and exit.
      ProcessEnd.force(supervisor);
    }
  }

  private static boolean ended(ProcessHandle supervisor, Runnable hasten) {
    if (!ProcessIdentity.runs(supervisor)) {
      return true;
    }
    hasten.run();
    return false;
  }
}
