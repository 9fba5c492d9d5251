package dev.classify.cli.cluster.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of `restatectl metadata-server list`: the cluster according to one node.
///
/// @param node number such as `N1`
/// @param status `Member` in a node that has a vote
/// @param leader as this node knows it, empty if it knows none
/// @param members of the cluster that this node is in; empty if it does not say
record MetadataServer(String node, String status, String leader, Set<String> members) {

  /// The tool has no other format. A node that is in no cluster leaves most columns empty.
  private static final Pattern LINE =
      Pattern.compile(" *(N\\d+) +(\\w+)(?: +v\\d+)?(?: +(N\\d+))?(?:[^\\[]*\\[([^\\]]*)])?.*");

  static final String MEMBER = "Member";

  MetadataServer {
    members = Set.copyOf(members);
  }

  /// The nodes that answered. The tool lists the others after them.
  static List<MetadataServer> parse(String output) {
    List<MetadataServer> servers = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.contains("Unreachable nodes")) {
        break;
      }
      Matcher server = LINE.matcher(line);
      if (server.matches()) {
        servers.add(
            new MetadataServer(
                server.group(1),
                server.group(2),
                server.group(3) == null ? "" : server.group(3),
                members(server.group(4) == null ? "" : server.group(4))));
      }
    }
    return servers;
  }

  private static Set<String> members(String list) {
    Set<String> members = new TreeSet<>();
    for (String node : list.split(",", -1)) {
      if (!node.isBlank()) {
        members.add(node.strip());
      }
    }
    return members;
  }
}
