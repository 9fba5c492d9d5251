package dev.classify.local;

import dev.classify.local.process.ComponentStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// The status of a running stack.
///
/// @param uptime of the supervisor
/// @param parts the supervisor itself is not among them
public record StackStatus(
    long supervisorPid, OptionalLong supervisorBytes, Duration uptime, List<Part> parts) {

  /// One program.
  ///
  /// @param residentBytes with all its own processes, shared pages counted in each; empty if the
  ///     system does not show it
  public record Part(ComponentStatus status, OptionalLong residentBytes) {}

  public StackStatus {
    parts = List.copyOf(parts);
  }
}
