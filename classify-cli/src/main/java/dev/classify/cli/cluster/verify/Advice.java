package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.LocalCluster;
import java.util.List;
import java.util.stream.Collectors;

/// The commands to operate a cluster of this kind, for messages.
///
/// @param parts command that lists the parts
/// @param start command that starts stopped parts
/// @param register command that registers the workers with Restate
/// @param repair command that repairs a node that lost its disk
/// @param verify command that checks the cluster
/// @param logs where the log of a part is, with `%s` for its name
record Advice(
    String parts, String start, String register, String repair, String verify, String logs) {

  /// @param command how the user calls the commands of this cluster, such as `classify cluster`
  static Advice of(Cluster cluster, String command) {
    return cluster instanceof LocalCluster local
        ? ofProcesses(command, local.settings().home().resolve("logs") + "/%s.log")
        : ofContainers(command);
  }

  /// For the cluster as plain processes.
  ///
  /// @param logs where the log of a part is, with `%s` for its name
  static Advice ofProcesses(String command, String logs) {
    String restart = quoted(command + " down") + ", then " + quoted(command + " up");
    return new Advice(
        quoted(command + " status"),
        restart,
        restart,
        repair(command),
        quoted(command + " verify"),
        logs);
  }

  /// For the cluster of the compose file.
  static Advice ofContainers(String command) {
    return new Advice(
        quoted(command + " ps"),
        quoted(command + " up"),
        quoted(command + " register"),
        repair(command),
        quoted(command + " verify"),
        quoted(command + " logs %s"));
  }

  private static String repair(String command) {
    return quoted(command + " repair NODE") + " takes it back";
  }

  /// Where to find the logs of parts.
  String logsOf(List<String> names) {
    return names.stream().map(logs::formatted).collect(Collectors.joining(", "));
  }

  private static String quoted(String command) {
    return "`" + command + "`";
  }
}
