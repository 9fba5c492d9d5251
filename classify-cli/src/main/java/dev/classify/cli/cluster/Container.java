package dev.classify.cli.cluster;

import java.util.Optional;

/// A container of the cluster, as `docker ps` shows it.
///
/// @param part the name of its service in the compose file
/// @param state Docker's word: running, exited, restarting, ...
/// @param status Docker's summary of age, health or exit code
public record Container(String part, String state, String status) implements Comparable<Container> {

  static final String FORMAT = "{{.Label \"com.docker.compose.service\"}}\t{{.State}}\t{{.Status}}";

  /// Reads a line; empty if it is something else, such as a warning.
  static Optional<Container> read(String line) {
    String[] fields = line.split("\t", -1);
    return fields.length == 3
        ? Optional.of(new Container(fields[0], fields[1], fields[2]))
        : Optional.empty();
  }

  /// Runs, and is healthy if it has a health check.
  public boolean well() {
    return running() && !status.contains("(unhealthy)") && !starting();
  }

  boolean running() {
    return state.equals("running");
  }

  /// Runs, but its health is not known yet.
  boolean starting() {
    return status.contains("(health: starting)");
  }

  /// Has not been started yet.
  boolean created() {
    return state.equals("created");
  }

  /// A one-shot command that succeeded.
  public boolean done() {
    return status.startsWith("Exited (0)");
  }

  @Override
  public int compareTo(Container other) {
    return part.compareTo(other.part);
  }
}
