package dev.classify.local;

import com.sun.security.auth.module.UnixSystem;
import dev.classify.exit.CommandFailure;
import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.process.ProcessIdentity;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A start of a stack, or the use of one that runs already.
final class StackStart {

  /// Longer than a start or a stop of a whole cluster takes.
  private static final Duration OTHER_TIMEOUT = Duration.ofMinutes(3);

  private static final int ROOT = 0;

  private static final Duration OTHER_INTERVAL = Duration.ofMillis(100);

  private final LocalSettings settings;
  private final StackHome home;
  private final StackMode mode;
  private final Topology.Request request;
  private final Consumer<String> progress;
  private final String supervisor;
  private @Nullable Phase awaited;
  private boolean warned;

  StackStart(
      LocalSettings settings,
      StackMode mode,
      Topology.Request request,
      Consumer<String> progress,
      String supervisor) {
    this.settings = settings;
    this.home = new StackHome(settings.home());
    this.mode = mode;
    this.request = request;
    this.progress = progress;
    this.supervisor = supervisor;
  }

  /// Returns when the stack is ready. Waits while another command starts or stops it.
  ///
  /// @throws CommandFailure if it does not become ready
  StartResult run() throws IOException, InterruptedException {
    home.create(progress);
    // Before it looks for a stack: one that has users does not stop.
    StackUsers.User user = home.users().enter();
    Optional<StartResult> result = Optional.empty();
    try {
      Wait wait = new Wait("another command in " + home.root(), OTHER_INTERVAL, OTHER_TIMEOUT);
      result = wait.until(Optional::isPresent, () -> joinOrStart(user));
      return result.orElseThrow(this::neitherReadyNorGone);
    } finally {
      // A stack that stays needs no user.
      if (result.isEmpty() || mode == StackMode.DETACHED) {
        user.close();
      }
    }
  }

  /// @return empty while another supervisor starts or stops
  private Optional<StartResult> joinOrStart(StackUsers.User user)
      throws IOException, InterruptedException {
    Optional<SupervisorState> running = SupervisorState.ofRunning(home);
    if (running.isPresent()) {
      return join(running.get(), user);
    }
    warnOfRoot();
    return SupervisorLaunch.start(settings, home, mode, request, progress, supervisor)
        .map(process -> started(process, user));
  }

  private Optional<StartResult> join(SupervisorState running, StackUsers.User user)
      throws IOException {
    if (running.phase() != Phase.READY) {
      say(running.phase());
      return Optional.empty();
    }
    StackFile file = StackFile.read(home.stackFile());
    file.topology().checkRunning(request, home.stackFile());
    LocalStack stack = new LocalStack(home, file, null, user);
    checkSimulator(stack);
    if (mode == StackMode.DETACHED) {
      home.users().keep(running.identity());
    }
    return Optional.of(new StartResult.AlreadyRunning(stack));
  }

  private StartResult started(Process process, StackUsers.User user) {
    Process owned = mode == StackMode.ATTACHED ? process : null;
    try {
      if (mode == StackMode.DETACHED) {
        home.users().keep(ProcessIdentity.of(process.toHandle()));
      }
      return new StartResult.Started(
          new LocalStack(home, StackFile.read(home.stackFile()), owned, user));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void warnOfRoot() {
    if (new UnixSystem().getUid() == ROOT && !warned) {
      warned = true;
      progress.accept("the stack runs as root, which it does not need: an ordinary user will do");
    }
  }

  private void say(Phase phase) {
    if (phase != awaited) {
      awaited = phase;
      progress.accept(
          "waiting for the stack that another command "
              + (phase == Phase.STOPPING ? "stops" : "starts"));
    }
  }

  private CommandFailure neitherReadyNorGone() {
    return CommandFailure.failed(
        "a stack runs in "
            + home.root()
            + " and is neither ready nor gone after "
            + OTHER_TIMEOUT.toSeconds()
            + " s",
        "see "
            + home.processFiles().log("supervisor").path()
            + ", or stop it with: classify local"
            + " down");
  }

  /// Fails if the simulator is requested, but the workers were started without it.
  private void checkSimulator(LocalStack stack) throws IOException {
    if (settings.simulation() == null) {
      return;
    }
    if (stack.simulator().isEmpty()) {
      throw CommandFailure.failed(
          "the workers of the stack that runs in " + settings.home() + " ask no simulator",
          "stop it first: classify local down");
    }
    if (!settings.simulation().options().isEmpty()) {
      throw CommandFailure.failed(
          "the simulator of the stack that runs in "
              + settings.home()
              + " has its settings already",
          "stop it first: classify local down");
    }
  }
}
