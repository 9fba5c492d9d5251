package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which cluster a node is in, as its own admin API says.
///
/// @param node its name
/// @param admin its admin address
/// @param members numbers such as `N1`; none where it does not say
record NodeView(String node, URI admin, Set<String> members) {

  NodeView {
    members = Set.copyOf(members);
  }

  /// Of every node; each is asked itself, since one in another cluster says nothing of the others.
  ///
  /// @param nodes their names, in the order of the addresses
  static List<NodeView> all(List<String> nodes, List<URI> admins, HttpProbes web) {
    List<Optional<HttpProbes.Reply>> answers =
        web.getAll(admins.stream().map(admin -> admin.resolve("/cluster-health")).toList());
    List<NodeView> views = new ArrayList<>();
    for (int i = 0; i < Math.min(nodes.size(), answers.size()); i++) {
      views.add(
          new NodeView(
              nodes.get(i), admins.get(i), answers.get(i).map(NodeView::members).orElse(Set.of())));
    }
    return views;
  }

  private static Set<String> members(HttpProbes.Reply answer) {
    Set<String> members = new TreeSet<>();
    try {
      for (JsonNode member : answer.json().at("/metadata_cluster_health/members")) {
        members.add("N" + member.asText());
      }
    } catch (IOException noJson) {
      members.clear();
    }
    return members;
  }
}
