package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.ClusterParts;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/// The cluster to check, and the tools that the checks use.
///
/// @param advice commands for a cluster of this kind
/// @param database a pool on its database
record ClusterUnderTest(
    ClusterParts cluster, Advice advice, ClusterTables tables, DataSource database) {

  /// For a reply to a simple request.
  static final Duration TIMEOUT = Duration.ofSeconds(4);

  static ClusterUnderTest of(ClusterParts cluster, Advice advice, DataSource database) {
    return new ClusterUnderTest(cluster, advice, new ClusterTables(cluster), database);
  }

  /// The cluster of every node, according to that node.
  List<NodeView> views() {
    return NodeView.all(cluster.nodes(), cluster.addresses().admins());
  }

  /// Clears everything cached. From now on `restatectl` runs beside the nodes of the largest
  /// cluster: a node that has created a cluster of its own would show nothing else.
  void refresh() {
    tables.refresh(largestFirst(views()).stream().map(NodeView::node).toList());
  }

  /// The admin addresses, those of the largest cluster first.
  List<URI> admins() {
    return largestFirst(views()).stream().map(NodeView::admin).toList();
  }

  static List<NodeView> largestFirst(List<NodeView> views) {
    return views.stream()
        .sorted(Comparator.comparingLong(view -> -followers(view, views)))
        .toList();
  }

  private static long followers(NodeView view, List<NodeView> views) {
    return view.members().isEmpty()
        ? 0
        : views.stream().filter(other -> other.members().equals(view.members())).count();
  }
}
