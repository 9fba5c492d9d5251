package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether every node is up and has caught up, so that one of them may be stopped.
final class NodesInSync {

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Cluster cluster;

  NodesInSync(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Waits until they are.
  ///
  /// @throws CommandFailure with what is missing, if it is still missing after three minutes
  void await() throws IOException, InterruptedException {
    new Wait("all nodes to be up and in sync", INTERVAL, TIMEOUT)
        .require(
            String::isEmpty,
            this::missing,
            missing -> missing,
            "start or repair that node (`classify cluster repair NODE`), then repeat the command");
  }

  /// Empty where nothing is. The node that is asked may be the one that is starting.
  private String missing() throws IOException, InterruptedException {
    String missing = "no node answers";
    for (String node : cluster.nodes()) {
      CommandOutput nodes = cluster.restatectl(node, "nodes", "list", "--extra");
      CommandOutput partitions = cluster.restatectl(node, "partitions", "list");
      if (nodes.exit() == 0 && partitions.exit() == 0) {
        return missing(nodes.output(), partitions.output());
      }
      missing = node + " does not answer";
    }
    return missing;
  }

  private String missing(String nodes, String partitions) {
    List<NodeList.Node> known = NodeList.read(nodes);
    Optional<String> unwell =
        known.stream().filter(node -> !node.well()).map(NodeList.Node::words).findFirst();
    if (unwell.isPresent() || known.size() < cluster.nodes().size()) {
      return unwell.orElse(
          "%d of %d nodes are known".formatted(known.size(), cluster.nodes().size()));
    }
    return partitions
        .lines()
        .filter(line -> line.matches("\\s*\\d+\\s+N\\d+.*") && !line.contains(" Active "))
        .map(line -> "a partition is not in sync: " + line.strip())
        .findFirst()
        .orElse("");
  }
}
