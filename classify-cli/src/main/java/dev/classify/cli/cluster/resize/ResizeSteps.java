package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterQueries;
import dev.classify.cli.cluster.ClusterSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The steps to another number of nodes.
final class ResizeSteps {

  private static final Duration AGAIN = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Cluster parts;
  private final ResizableCluster cluster;
  private final ClusterQueries queries;
  private final int nodes;
  private final int copies;

  /// @param nodes how many there are to be
  ResizeSteps(Cluster parts, ResizableCluster cluster, ClusterQueries queries, int nodes) {
    this.parts = parts;
    this.cluster = cluster;
    this.queries = queries;
    this.nodes = nodes;
    this.copies = new ClusterSize(nodes, 1).copies();
  }

  List<Step> growing() {
    List<Step> steps = new ArrayList<>();
    steps.add(files());
    steps.addAll(new ClusterSize(nodes, 1).nodeNames().stream().map(node -> start(node)).toList());
    steps.add(copies());
    steps.add(partitions());
    steps.add(logs());
    steps.addAll(restarts());
    steps.add(others());
    return steps;
  }

  List<Step> shrinking(ClusterState state) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    steps.add(drain());
    steps.add(copies());
    steps.add(partitions());
    steps.add(logs());
    steps.add(trim());
    state.nodes().stream()
        .map(ClusterState.Node::number)
        .filter(number -> number > nodes)
        .sorted(Comparator.reverseOrder())
        .forEach(number -> steps.add(leave(number)));
    steps.add(files());
    steps.addAll(restarts());
    steps.add(others());
    return steps;
  }

  private Step step(String name, Step.Rest rest, Step.Work work) {
    return new Step(name, LIMIT, AGAIN, rest, work);
  }

  private Step files() {
    return step("files", _ -> cluster.unlike(nodes), _ -> cluster.setNodes(nodes));
  }

  private Step start(String name) {
    int number = Integer.parseInt(name.substring(ClusterSize.NODE.length()));
    int[] tries = {0};
    return step(
        "start " + name,
        state -> {
          Optional<ClusterState.Node> node = node(state, number);
          return node.filter(ClusterState.Node::serves).isPresent()
              ? Optional.empty()
              : Optional.of(
                  node.map(ClusterState.Node::words).orElse("the cluster does not know it"));
        },
        state -> {
          Optional<ClusterState.Node> node = node(state, number);
          if (node.filter(ClusterState.Node::alive).isPresent()) {
            bringBack(node.get());
          } else if (node.isPresent() && ++tries[0] > 1) {
            // Nodes that run since before a removal do not connect to a new one of the same number
            // and generation. A restart gives it the next generation.
            cluster.restart(name);
          } else {
            parts.start(name);
          }
        });
  }

  /// Undoes the beginning of a removal.
  private void bringBack(ClusterState.Node node) throws IOException, InterruptedException {
    String number = Integer.toString(node.number());
    if (node.worker().equals("draining") || node.worker().equals("disabled")) {
      ask("nodes", "set-worker-state", "--nodes", number, "--worker-state", "active", "--yes");
    }
    if (node.storage().equals("read-only")) {
      ask(
          "nodes",
          "set-storage-state",
          "--nodes",
          number,
          "--storage-state",
          "read-write",
          "--yes");
    }
    if (node.metadata().equals("standby")) {
      ask("metadata-server", "add-node", number);
    }
  }

  private Step drain() {
    return step(
        "drain",
        state -> {
          List<String> serving =
              leaving(state).stream()
                  .filter(node -> !draining(node))
                  .map(ClusterState.Node::words)
                  .toList();
          return serving.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", serving));
        },
        state -> {
          for (ClusterState.Node node : leaving(state)) {
            String number = Integer.toString(node.number());
            if (node.worker().equals("active")) {
              ask(
                  "nodes",
                  "set-worker-state",
                  "--nodes",
                  number,
                  "--worker-state",
                  "draining",
                  "--yes");
            }
            if (node.storage().equals("read-write")) {
              ask(
                  "nodes",
                  "set-storage-state",
                  "--nodes",
                  number,
                  "--storage-state",
                  "read-only",
                  "--yes");
            }
          }
        });
  }

  private static boolean draining(ClusterState.Node node) {
    return !node.worker().equals("active") && !node.storage().equals("read-write");
  }

  private Step copies() {
    return step(
        "copies",
        state ->
            state.copies().equals(Set.of(copies))
                ? Optional.empty()
                : Optional.of("%s instead of %d".formatted(state.copies(), copies)),
        _ ->
            ask(
                "config",
                "set",
                "--log-replication",
                Integer.toString(copies),
                "--partition-replication",
                Integer.toString(copies),
                "--yes"));
  }

  private Step partitions() {
    return new Step(
        "partitions",
        LIMIT,
        FOREVER,
        state ->
            count(
                state.partitions().stream()
                    .filter(each -> !placed(each))
                    .map(ClusterState.Partition::words)
                    .toList()),
        _ -> {});
  }

  private boolean placed(ClusterState.Partition partition) {
    return partition.settled() && partition.replicas().size() == copies && within(partition);
  }

  private boolean within(ClusterState.Partition partition) {
    return partition.replicas().stream().allMatch(number -> number <= nodes);
  }

  /// The cluster does it by itself within seconds; a log that it leaves as it is gets a new segment
  /// by command.
  private Step logs() {
    boolean[] waited = {false};
    return step(
        "logs",
        state -> count(wrongLogs(state).stream().map(ClusterState.Segment::words).toList()),
        state -> {
          if (waited[0]) {
            for (ClusterState.Segment log : wrongLogs(state)) {
              ask("logs", "reconfigure", "--log-id", Integer.toString(log.log()), "--yes");
            }
          }
          waited[0] = true;
        });
  }

  private List<ClusterState.Segment> wrongLogs(ClusterState state)
      throws IOException, InterruptedException {
    Set<Integer> all = new TreeSet<>();
    for (int number = 1; number <= nodes; number++) {
      all.add(number);
    }
    return state.tails().stream()
        .filter(segment -> segment.copies() != copies || !segment.nodes().equals(all))
        .toList();
  }

  /// What the leaving nodes have of the logs is also in a snapshot of each partition, after which
  /// the logs need it no more.
  private Step trim() {
    return new Step(
        "trim logs",
        LIMIT,
        Duration.ofSeconds(3),
        state ->
            count(
                oldSegments(state).stream()
                    .map(segment -> "log %d needs %s".formatted(segment.log(), named(segment)))
                    .toList()),
        state -> {
          Set<Integer> logs =
              oldSegments(state).stream()
                  .map(ClusterState.Segment::log)
                  .collect(Collectors.toCollection(TreeSet::new));
          List<String> words = new ArrayList<>(List.of("snapshots", "create", "--trim-log"));
          logs.forEach(log -> words.add(Integer.toString(log)));
          ask(words.toArray(String[]::new));
        });
  }

  private String named(ClusterState.Segment segment) {
    return ClusterState.named(
        segment.nodes().stream()
            .filter(number -> number > nodes)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private List<ClusterState.Segment> oldSegments(ClusterState state)
      throws IOException, InterruptedException {
    return state.segments().stream()
        .filter(segment -> segment.nodes().stream().anyMatch(number -> number > nodes))
        .toList();
  }

  /// Restate itself refuses to remove a node that a log, a partition or the metadata still needs.
  private Step leave(int number) {
    String text = Integer.toString(number);
    return new Step(
        "remove " + ClusterSize.NODE + number,
        LIMIT,
        Duration.ofSeconds(3),
        state -> node(state, number).map(ClusterState.Node::words),
        state -> {
          ClusterState.Node node = node(state, number).orElseThrow();
          if (node.member()) {
            ask("metadata-server", "remove-node", text);
          }
          // Once removed it ends, and whatever keeps it running would start it as a new node.
          cluster.stop(node.name());
          ask("nodes", "remove", "--nodes", text, "--yes");
        });
  }

  /// A node learns the addresses of the others and the number of copies at its start. One after
  /// another, so that all partitions stay led.
  private List<Step> restarts() {
    return new ClusterSize(nodes, 1).nodeNames().stream().map(this::restart).toList();
  }

  private Step restart(String name) {
    int number = Integer.parseInt(name.substring(ClusterSize.NODE.length()));
    return new Step(
        "restart " + name,
        LIMIT,
        Duration.ofMinutes(2),
        state -> {
          int configured = state.configuredNodes().getOrDefault(number, 0);
          if (configured != nodes) {
            return Optional.of(
                configured == 0
                    ? "it does not answer"
                    : "it was started for %d nodes".formatted(configured));
          }
          Optional<String> serving =
              node(state, number).filter(node -> !node.serves()).map(ClusterState.Node::words);
          return serving.isPresent()
              ? serving
              : count(
                  state.partitions().stream()
                      .filter(each -> !each.settled())
                      .map(ClusterState.Partition::words)
                      .toList());
        },
        state -> {
          int configured = state.configuredNodes().getOrDefault(number, 0);
          if (configured == 0) {
            parts.start(name);
          } else if (configured != nodes) {
            cluster.restart(name);
          }
        });
  }

  private Step others() {
    return step("other parts", _ -> cluster.behind(), _ -> cluster.follow());
  }

  static Optional<ClusterState.Node> node(ClusterState state, int number)
      throws IOException, InterruptedException {
    return state.nodes().stream().filter(node -> node.number() == number).findFirst();
  }

  private List<ClusterState.Node> leaving(ClusterState state)
      throws IOException, InterruptedException {
    return state.nodes().stream().filter(node -> node.number() > nodes).toList();
  }

  /// The first of several things that are left.
  private static Optional<String> count(List<String> left) {
    return switch (left.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(left.getFirst());
      default -> Optional.of("%s, and %d more".formatted(left.getFirst(), left.size() - 1));
    };
  }

  private void ask(String... arguments) throws IOException, InterruptedException {
    queries.ask(arguments);
  }
}
