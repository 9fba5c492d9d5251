package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.local.http.Attempt;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The cluster that a node belongs to, according to its own admin API.
///
/// @param node its name
/// @param admin its admin address
/// @param members numbers such as `N1`; empty if the node does not answer
record NodeView(String node, URI admin, Set<String> members) {

  NodeView {
    members = Set.copyOf(members);
  }

  /// The views of all nodes. Each node is asked, because one in another cluster knows nothing of
  /// the others.
  ///
  /// @param nodes their names, in the order of the addresses
  static List<NodeView> all(List<String> nodes, List<URI> admins) {
    List<Attempt> attempts =
        Http.getAll(
            admins.stream().map(admin -> admin.resolve("/cluster-health")).toList(),
            ClusterUnderTest.TIMEOUT);
    List<NodeView> views = new ArrayList<>();
    for (int i = 0; i < Math.min(nodes.size(), attempts.size()); i++) {
      views.add(
          new NodeView(
              nodes.get(i),
              admins.get(i),
              attempts.get(i).reply().map(NodeView::members).orElse(Set.of())));
    }
    return views;
  }

  private static Set<String> members(Reply reply) {
    Set<String> members = new TreeSet<>();
    try {
      for (JsonNode member : reply.json().at("/metadata_cluster_health/members")) {
        members.add("N" + member.asText());
      }
    } catch (IOException noJson) {
      members.clear();
    }
    return members;
  }
}
