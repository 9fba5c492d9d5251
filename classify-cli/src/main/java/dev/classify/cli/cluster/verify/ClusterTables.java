package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.cli.cluster.Cluster;
import dev.classify.local.process.CannotStart;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What Restate's own tool tells of the cluster, asked beside whichever node answers.
final class ClusterTables {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;

  /// The one that answered last comes first.
  private final Deque<String> nodes;

  ClusterTables(Cluster cluster) {
    this.cluster = cluster;
    this.nodes = new ArrayDeque<>(cluster.nodes());
  }

  /// The rows that a query finds, as objects.
  List<JsonNode> rows(String sql) throws CannotStart, IOException, InterruptedException {
    String output = ask("sql", "--json", sql);
    List<JsonNode> rows = new ArrayList<>();
    json(output).orElseThrow(() -> new IOException(unreadable(output))).forEach(rows::add);
    return rows;
  }

  /// What every metadata server that answers says of its cluster.
  List<MetadataServer> metadataServers() throws CannotStart, IOException, InterruptedException {
    return MetadataServer.parse(ask("metadata-server", "list"));
  }

  /// What the tool prints, from the first node where it works.
  String ask(String... arguments) throws CannotStart, IOException, InterruptedException {
    String refusal = "there are no nodes";
    for (String node : List.copyOf(nodes)) {
      Cluster.Answer answer = cluster.restatectl(node, arguments);
      if (answer.exit() == 0) {
        nodes.remove(node);
        nodes.addFirst(node);
        return answer.output();
      }
      refusal = answer.output().strip();
    }
    throw new IOException("restatectl gets no answer from any node: " + refusal);
  }

  /// The array among the lines that the tool prints to both streams.
  private static Optional<JsonNode> json(String output) throws IOException {
    int start = output.startsWith("[") ? 0 : output.indexOf("\n[") + 1;
    if (start == 0 && !output.startsWith("[")) {
      return Optional.empty();
    }
    return Optional.of(JSON.readTree(output.substring(start)));
  }

  private static String unreadable(String output) {
    return "restatectl prints no JSON: " + output.strip();
  }
}
