package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.classify.local.http.Attempt;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a report tells about each node.
final class NodeFacts {

  private static final List<String> ROLES =
      List.of("admin", "worker", "log_server", "metadata_server");

  /// The largest age of the last snapshots of the partitions on a node. A node that knows of no
  /// snapshot has no such line.
  private static final Pattern SNAPSHOT_AGE =
      Pattern.compile(
          "(?m)^restate_partition_snapshot_age_seconds\\{[^}]*quantile=\"1(?:\\.0)?\"[^}]*}"
              + " (\\d+)(?:\\.\\d*)?$");

  private final ClusterUnderTest subject;

  NodeFacts(ClusterUnderTest subject) {
    this.subject = subject;
  }

  /// Every node that should be there, in their order.
  ///
  /// @param known the nodes according to the cluster; empty if it does not tell
  List<ClusterReport.Node> all(List<JsonNode> known) {
    List<String> names = subject.cluster().nodes();
    List<Attempt> versions = get(subject.cluster().addresses().admins(), "/version");
    List<JsonNode> rows = names.stream().map(name -> row(known, name, names.size() == 1)).toList();
    List<Attempt> metrics = metrics(rows);
    List<ClusterReport.Node> nodes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode row = rows.get(i);
      Optional<String> version = versions.get(i).reply().flatMap(NodeFacts::version);
      nodes.add(
          new ClusterReport.Node(
              names.get(i),
              version.isPresent(),
              version.orElse(null),
              text(row, "address"),
              text(row, "state"),
              text(row, "storage_state"),
              ROLES.stream()
                  .filter(role -> row.path("has_" + role + "_role").asBoolean())
                  .map(role -> role.replace('_', '-'))
                  .toList(),
              metrics.get(i).reply().flatMap(NodeFacts::snapshotAge).orElse(null)));
    }
    return nodes;
  }

  private static List<Attempt> get(List<URI> addresses, String path) {
    return Http.getAll(
        addresses.stream().map(address -> address.resolve(path)).toList(),
        ClusterUnderTest.TIMEOUT);
  }

  /// Where the other nodes reach a node, it also answers for its metrics.
  private static List<Attempt> metrics(List<JsonNode> rows) {
    URI nowhere = URI.create("http://127.0.0.1:1/");
    return get(
        rows.stream()
            .map(row -> row.path("address").asText(""))
            .map(address -> address.startsWith("http://") ? URI.create(address) : nowhere)
            .toList(),
        "/metrics");
  }

  /// A single node is the cluster under any name. An empty object where the cluster does not tell.
  private static JsonNode row(List<JsonNode> known, String name, boolean single) {
    return known.stream()
        .filter(row -> single || row.path("name").asText().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static @Nullable String text(JsonNode row, String column) {
    return row.path(column).textValue();
  }

  private static Optional<String> version(Reply reply) {
    try {
      return Optional.ofNullable(reply.json().path("version").textValue());
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private static Optional<Long> snapshotAge(Reply reply) {
    Matcher age = SNAPSHOT_AGE.matcher(reply.body());
    return age.find() ? Optional.of(Long.parseLong(age.group(1))) : Optional.empty();
  }
}
