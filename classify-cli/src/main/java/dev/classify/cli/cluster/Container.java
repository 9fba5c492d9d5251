package dev.classify.cli.cluster;

import java.util.Optional;

/// A container of the cluster, as `docker ps` sees it.
///
/// @param part the name of its service in the compose file
/// @param state Docker's word: running, exited, restarting, ...
/// @param status a sentence with its age, its health or its exit code
public record Container(String part, String state, String status) implements Comparable<Container> {

  static final String FORMAT = "{{.Label \"com.docker.compose.service\"}}\t{{.State}}\t{{.Status}}";

  /// Nothing where the line is something else, such as a warning.
  static Optional<Container> read(String line) {
    String[] fields = line.split("\t", -1);
    return fields.length == 3
        ? Optional.of(new Container(fields[0], fields[1], fields[2]))
        : Optional.empty();
  }

  /// Runs, and is healthy where it has a health check.
  public boolean well() {
    return state.equals("running") && !status.contains("(unhealthy)") && !starting();
  }

  /// Runs, and its health is not known yet.
  boolean starting() {
    return status.contains("(health: starting)");
  }

  /// A command that ran once, and ended well.
  public boolean done() {
    return status.startsWith("Exited (0)");
  }

  @Override
  public int compareTo(Container other) {
    return part.compareTo(other.part);
  }
}
