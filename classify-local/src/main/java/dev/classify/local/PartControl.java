package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ComponentStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes parts of a running stack down and up again, past its supervisor, which only looks on.
record PartControl(StackHome home) {

  /// A node that has much to catch up with takes its time.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int LOOK_EVERY_MILLIS = 20;

  void kill(String name) throws IOException, InterruptedException {
    ComponentStatus status = status(name);
    home.processFiles().hold(name, "a command holds it down");
    while (status.state() != State.HELD && status.state() != State.FAILED) {
      if (status.pid() != 0) {
        ProcessHandle.of(status.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
      status = status(name);
    }
  }

  void start(String name) throws IOException, InterruptedException {
    home.processFiles().release(name);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (status(name).state() != State.READY) {
      String givenUp = home.processFiles().held(name).orElse("");
      if (!givenUp.isEmpty()) {
        throw CommandFailure.failed(
            givenUp, "remove the cause that the log names, then start again");
      }
      if (Instant.now().isAfter(deadline)) {
        throw CommandFailure.failed(
            name
                + " was not ready after "
                + PATIENCE.toSeconds()
                + " s; "
                + home.processFiles().log(name).tail(12),
            "remove the cause that the log names; it is tried further");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
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
            : "name one of: "
                + String.join(", ", parts.stream().map(ComponentStatus::name).toList()));
  }

  private List<ComponentStatus> statuses() throws IOException {
    return SupervisorState.ofRunning(home).map(SupervisorState::components).orElse(List.of());
  }
}
