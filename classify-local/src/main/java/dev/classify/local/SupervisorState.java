package dev.classify.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The state of a supervisor and its programs, for other processes.
///
/// @param startedMillis when the process began, since 1970
record SupervisorState(
    long pid, long startedMillis, Phase phase, List<ComponentStatus> components) {

  enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  SupervisorState {
    components = List.copyOf(components);
  }

  static SupervisorState ofThisProcess(Phase phase, List<ComponentStatus> components) {
    ProcessIdentity self = ProcessIdentity.ofThisProcess();
    return new SupervisorState(self.pid(), self.startedAbout().toEpochMilli(), phase, components);
  }

  /// The state of the supervisor that runs on this folder, empty if none does.
  static Optional<SupervisorState> ofRunning(StackHome home) throws IOException {
    if (!Files.exists(home.stateFile())) {
      return Optional.empty();
    }
    SupervisorState state = JsonFile.read(home.stateFile(), SupervisorState.class);
    return state.process().map(_ -> state);
  }

  Optional<ProcessHandle> process() {
    return new ProcessIdentity(pid, started()).find();
  }

  @JsonIgnore
  Instant started() {
    return Instant.ofEpochMilli(startedMillis);
  }
}
