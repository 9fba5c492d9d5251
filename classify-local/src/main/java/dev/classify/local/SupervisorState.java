package dev.classify.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of a supervisor and its programs, for other processes.
///
/// @param startedMillis when the process began, since 1970
/// @param mark as in [ProcessIdentity]; null in the file of an earlier build
record SupervisorState(
    long pid,
    long startedMillis,
    @Nullable String mark,
    Phase phase,
    List<ComponentStatus> components) {

  enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  SupervisorState {
    components = List.copyOf(components);
  }

  static SupervisorState of(
      ProcessIdentity supervisor, Phase phase, List<ComponentStatus> components) {
    return new SupervisorState(
        supervisor.pid(), supervisor.startedMillis(), supervisor.mark(), phase, components);
  }

  /// The state of the supervisor that runs on this folder, empty if none does.
  ///
  /// Where its file is damaged, its lock names it: it can be stopped, and the next change of a part
  /// writes the file anew.
  static Optional<SupervisorState> ofRunning(StackHome home) throws IOException {
    Optional<SupervisorState> state = JsonFile.readIfWhole(home.stateFile(), SupervisorState.class);
    if (state.isEmpty() && Files.exists(home.stateFile())) {
      state =
          SupervisorLock.holder(home.lockFile()).map(holder -> of(holder, Phase.READY, List.of()));
    }
    return state.filter(found -> found.process().isPresent());
  }

  Optional<ProcessHandle> process() {
    return identity().find();
  }

  @JsonIgnore
  ProcessIdentity identity() {
    return new ProcessIdentity(pid, startedMillis, mark);
  }

  @JsonIgnore
  Instant started() {
    return Instant.ofEpochMilli(startedMillis);
  }
}
