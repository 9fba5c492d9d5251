package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the nodes form one cluster with a majority.
final class MetadataChecks {

  private final ClusterUnderTest subject;

  MetadataChecks(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("one cluster", this::one), Check.settling("metadata", this::quorum));
  }

  /// A node that lost its disk and may create a cluster creates one of its own, with the same name.
  private Finding one() throws IOException, InterruptedException {
    List<MetadataServer> servers = subject.tables().metadataServers();
    Set<String> members = largest(servers);
    if (members.isEmpty()) {
      return new Skipped("the nodes keep no metadata of their own");
    }
    Map<String, Set<String>> strangers = new TreeMap<>();
    for (NodeView view : subject.views()) {
      if (!view.members().isEmpty() && !view.members().equals(members)) {
        strangers.put(view.node(), view.members());
      }
    }
    if (strangers.isEmpty()) {
      // The admin API of a node that has just created its own does not answer yet.
      servers.stream()
          .filter(server -> !server.members().isEmpty() && !server.members().equals(members))
          .forEach(server -> strangers.put(server.node(), server.members()));
    }
    if (strangers.isEmpty()) {
      return new Passed(members.size() + " nodes name the same members");
    }
    List<String> seen = new ArrayList<>();
    strangers.forEach(
        (node, own) ->
            seen.add(node + " is in a cluster of its own, with the members " + sorted(own)));
    return new Failed(
        String.join("; ", seen) + "; the others are " + sorted(members),
        "it has lost its disk and created a second cluster: " + subject.advice().repair());
  }

  private Finding quorum() throws IOException, InterruptedException {
    List<MetadataServer> servers = subject.tables().metadataServers();
    Set<String> members = largest(servers);
    if (members.isEmpty()) {
      return new Skipped("the nodes keep no metadata of their own");
    }
    List<MetadataServer> present =
        servers.stream()
            .filter(server -> server.members().equals(members))
            .filter(server -> server.status().equals(MetadataServer.MEMBER))
            .toList();
    List<String> leaders = present.stream().map(MetadataServer::leader).distinct().toList();
    List<String> faults = new ArrayList<>();
    if (present.size() < subject.cluster().nodes().size()) {
      faults.add(
          "%d of %d nodes vote: %s"
              .formatted(
                  present.size(),
                  subject.cluster().nodes().size(),
                  present.stream().map(MetadataServer::node).collect(Collectors.joining(", "))));
    }
    if (present.size() <= members.size() / 2) {
      faults.add("no majority of the members " + sorted(members));
    }
    if (leaders.size() != 1 || leaders.getFirst().isEmpty()) {
      faults.add("no common leader: " + leaders);
    }
    if (faults.isEmpty()) {
      return new Passed("%d members vote, %s leads".formatted(present.size(), leaders.getFirst()));
    }
    return new Failed(
        String.join("; ", faults),
        "start the nodes that are down; one that is up but no member joins after"
            + " `restatectl metadata-server remove-node NUMBER`, within seconds");
  }

  /// The answer that most of the answering nodes give.
  private static Set<String> largest(List<MetadataServer> servers) {
    return servers.stream()
        .map(MetadataServer::members)
        .max(
            Comparator.comparingLong(
                members -> servers.stream().filter(s -> s.members().equals(members)).count()))
        .orElse(Set.of());
  }

  private static String sorted(Set<String> members) {
    return Stream.of(members).flatMap(Set::stream).sorted().collect(Collectors.joining(", "));
  }
}
