package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/// The cluster that is looked at, and what it is looked at with.
///
/// @param advice what one does with a cluster of this kind
/// @param database a pool on its database
record ClusterUnderTest(
    Cluster cluster, Advice advice, HttpProbes web, ClusterTables tables, DataSource database) {

  static ClusterUnderTest of(Cluster cluster, Advice advice, HttpProbes web, DataSource database) {
    return new ClusterUnderTest(cluster, advice, web, new ClusterTables(cluster), database);
  }

  /// What every node says itself of the cluster that it is in.
  List<NodeView> views() {
    return NodeView.all(cluster.nodes(), cluster.addresses().admins(), web);
  }

  /// Forgets what was seen before. Restate's tool is asked beside the nodes of the largest cluster:
  /// one that has founded its own would tell of nothing else.
  void lookAnew() {
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
