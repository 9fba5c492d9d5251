package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterQueries;
import dev.classify.cli.cluster.ClusterSize;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Another number of nodes for a running cluster.
///
/// Nothing is kept between two runs but the cluster itself. So the command may be killed at any
/// point and repeated, or followed by its opposite.
public final class ClusterResize {

  /// With fewer nodes, the loss of one loses data or stops the cluster.
  private static final int FEWEST = 3;

  private final ResizableCluster cluster;
  private final Order order;
  private final int nodes;
  private final ClusterQueries queries;
  private final ResizeSteps steps;
  private final Consumer<String> told;

  /// What was asked for.
  ///
  /// @param nodes how many there are to be
  /// @param dryRun whether the steps are only printed
  /// @param force whether files that somebody changed are replaced
  /// @param repeat the command that continues after a failure
  public record Order(int nodes, boolean dryRun, boolean force, String repeat) {}

  private ClusterResize(Cluster parts, Order order, Consumer<String> told) {
    this.cluster = ResizableCluster.of(parts, order.force());
    this.order = order;
    this.nodes = order.nodes();
    this.queries = new ClusterQueries(parts);
    this.steps = new ResizeSteps(parts, cluster, queries, nodes);
    this.told = told;
  }

  /// Adds nodes.
  ///
  /// @param told receives the lines
  /// @throws CommandFailure if it is unsafe, or a step is not done in its time
  public static void grow(Cluster cluster, Order order, Consumer<String> told)
      throws IOException, InterruptedException {
    ClusterResize resize = new ClusterResize(cluster, order, told);
    resize.checkCommon();
    ClusterState state = new ClusterState(resize.queries);
    List<String> more =
        state.nodes().stream()
            .filter(node -> node.number() > order.nodes())
            .map(ClusterState.Node::name)
            .toList();
    if (!more.isEmpty()) {
      throw CommandFailure.usage(
          "the cluster has more than %d nodes: %s too"
              .formatted(order.nodes(), String.join(", ", more)),
          "remove nodes with `shrink --nodes %d`".formatted(order.nodes()));
    }
    resize.checkWell(state, resize::holdsData, 1);
    resize.run(resize.steps.growing());
  }

  /// Removes the last nodes; the same parameters.
  public static void shrink(Cluster cluster, Order order, Consumer<String> told)
      throws IOException, InterruptedException {
    ClusterResize resize = new ClusterResize(cluster, order, told);
    resize.checkCommon();
    int nodes = order.nodes();
    // Those that leave may still answer when the others know nothing of them any more.
    resize.queries.prefer(new ClusterSize(nodes, 1).nodeNames());
    ClusterState state = new ClusterState(resize.queries);
    int present = state.nodes().stream().mapToInt(ClusterState.Node::number).max().orElse(0);
    if (present < nodes) {
      throw CommandFailure.usage(
          "the cluster has %d nodes".formatted(present),
          "add nodes with `grow --nodes %d`".formatted(nodes));
    }
    resize.checkDown(state);
    resize.checkWell(state, node -> node.number() <= nodes, nodes);
    resize.run(resize.steps.shrinking(state));
  }

  private void checkCommon() throws IOException, InterruptedException {
    if (nodes < FEWEST || !ClusterSize.NODES.contains(nodes)) {
      throw CommandFailure.usage(
          "--nodes must be 3, 5 or 7",
          "a majority must be left when nodes are lost: two nodes survive no loss, four no more"
              + " than three");
    }
    cluster.checkNodes(nodes);
  }

  /// A node that holds data and is down may be needed for what follows.
  private void checkWell(ClusterState state, Predicate<ClusterState.Node> needed, int known)
      throws IOException, InterruptedException {
    List<String> unwell =
        state.nodes().stream()
            .filter(needed)
            .filter(node -> !node.alive() || !node.member() || node.storage().equals("data-loss"))
            .map(ClusterState.Node::words)
            .toList();
    if (!unwell.isEmpty()) {
      throw CommandFailure.failed(
          "not all nodes are healthy: " + String.join("; ", unwell),
          "start or repair them first, with `repair NODE`");
    }
    for (int number = 1; number <= known; number++) {
      if (ResizeSteps.node(state, number).isEmpty()) {
        throw CommandFailure.failed(
            "the cluster does not know restate-" + number, "see `verify`, and repair it first");
      }
    }
  }

  private void checkDown(ClusterState state) throws IOException, InterruptedException {
    List<String> down =
        state.nodes().stream()
            .filter(node -> node.number() > nodes && !node.alive() && holdsData(node))
            .map(ClusterState.Node::words)
            .toList();
    if (!down.isEmpty()) {
      throw CommandFailure.failed(
          "a node that is to leave must hand over its data first: " + String.join("; ", down),
          "start or repair it with `repair NODE`");
    }
  }

  /// A new node that has not come up yet holds nothing.
  private boolean holdsData(ClusterState.Node node) {
    try {
      ClusterState state = new ClusterState(queries);
      return state.segments().stream().anyMatch(segment -> segment.nodes().contains(node.number()))
          || state.partitions().stream().anyMatch(p -> p.replicas().contains(node.number()));
    } catch (IOException unknown) {
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void run(List<Step> steps) throws IOException, InterruptedException {
    Steps taken = new Steps(queries, told, order.repeat());
    if (order.dryRun()) {
      taken.show(steps);
    } else {
      taken.take(steps);
    }
  }
}
