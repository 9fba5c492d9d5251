package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ComponentStatus.State;
import dev.classify.local.process.Wait;
import dev.classify.local.restate.ClusterNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes parts of a running stack down and brings them up again. The supervisor follows what the
/// files of the stack say.
record PartControl(StackHome home) {

  /// A node that has to catch up needs a while.
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  /// After `kill -9` this is a matter of milliseconds.
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration INTERVAL = Duration.ofMillis(20);

  void kill(String name) throws IOException, InterruptedException {
    takeDown(name, ProcessHandle::destroyForcibly, KILL_TIMEOUT);
  }

  /// Asks a part to exit in good order; it stays down until [#start].
  void stop(String name) throws IOException, InterruptedException {
    takeDown(name, ProcessHandle::destroy, ClusterNode.STOP_TIMEOUT);
  }

  private void takeDown(String name, Consumer<ProcessHandle> end, Duration timeout)
      throws IOException, InterruptedException {
    status(name);
    home.processFiles().hold(name, "a command keeps it down");
    new Wait(name + " to be down", INTERVAL, timeout)
        .require(
            status -> status.state() == State.HELD || status.state() == State.FAILED,
            () -> ended(name, end),
            status -> "it is " + status.state().name().toLowerCase(Locale.ROOT),
            "see the supervisor's log: " + home.processFiles().log("supervisor").path());
  }

  /// The status before the process is told to end.
  private ComponentStatus ended(String name, Consumer<ProcessHandle> end) throws IOException {
    ComponentStatus status = status(name);
    end(status, end);
    return status;
  }

  /// The program may have ended since its status was written, and its process id may be that of
  /// another program now. Ours runs under a guard, which the supervisor has started.
  private void end(ComponentStatus part, Consumer<ProcessHandle> end) throws IOException {
    Optional<Long> supervisor = SupervisorState.ofRunning(home).map(SupervisorState::pid);
    if (part.pid() != 0) {
      ProcessHandle.of(part.pid())
          .filter(
              program ->
                  program
                      .parent()
                      .flatMap(ProcessHandle::parent)
                      .map(ProcessHandle::pid)
                      .equals(supervisor))
          .ifPresent(end);
    }
  }

  /// Ends the workers that run, while the stack stops.
  void killWorkers() {
    try {
      for (ComponentStatus part : statuses()) {
        if (Topology.isWorker(part.name())) {
          end(part, ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException _) {
      // The supervisor has deleted its state, or is writing it.
    }
  }

  void start(String name) throws IOException, InterruptedException {
    home.processFiles().release(name);
    new Wait(name + " to be ready", INTERVAL, START_TIMEOUT)
        .require(
            status -> status.state() == State.READY,
            () -> statusUnlessGivenUp(name),
            _ -> home.processFiles().log(name).tail(12),
            "fix the cause that the log names; the supervisor keeps trying");
  }

  private ComponentStatus statusUnlessGivenUp(String name) throws IOException {
    String givenUp = home.processFiles().held(name).orElse("");
    if (!givenUp.isEmpty()) {
      throw CommandFailure.failed(givenUp, "fix the cause that the log names, then start again");
    }
    return status(name);
  }

  /// Waits until the stack has exactly these nodes; the others have ended.
  void awaitNodes(List<String> nodes) throws IOException, InterruptedException {
    new Wait("the stack to have the nodes " + String.join(", ", nodes), INTERVAL, START_TIMEOUT)
        .require(
            nodes::equals,
            () -> statuses().stream().map(ComponentStatus::name).filter(Topology::isNode).toList(),
            present -> "it has " + String.join(", ", present),
            "see the supervisor's log: " + home.processFiles().log("supervisor").path());
  }

  Map<String, String> down() throws IOException {
    Map<String, String> down = new LinkedHashMap<>();
    for (ComponentStatus part : statuses()) {
      home.processFiles().held(part.name()).ifPresent(why -> down.put(part.name(), why));
    }
    return down;
  }

  private ComponentStatus status(String name) throws IOException {
    List<ComponentStatus> parts = statuses();
    for (ComponentStatus part : parts) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    throw CommandFailure.failed(
        parts.isEmpty()
            ? "nothing runs in " + home.root()
            : "the stack in " + home.root() + " has no part " + name,
        parts.isEmpty()
            ? "start it with: classify local up"
            : "name one of "
                + String.join(", ", parts.stream().map(ComponentStatus::name).toList()));
  }

  private List<ComponentStatus> statuses() throws IOException {
    return SupervisorState.ofRunning(home).map(SupervisorState::components).orElse(List.of());
  }
}
