package dev.classify.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a cluster with `restatectl`, beside any node that answers.
public final class ClusterQueries {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ARRAY = Pattern.compile("\\[\\{\"|\\[]");

  /// What the tool prints to its other stream, which may land between two rows of a long table.
  private static final Pattern REMARK =
      Pattern.compile(
          "\\d+ rows?\\. Query took [\\d.]*\\p{L}*|WARNING .*|(?m)^  N\\d+: [^\\[{\\n]*$");

  private final ClusterParts cluster;

  /// The one that answered last comes first.
  private final Deque<String> nodes;

  public ClusterQueries(ClusterParts cluster) {
    this.cluster = cluster;
    this.nodes = new ArrayDeque<>(cluster.nodes());
  }

  /// Runs the tool beside these nodes from now on, the first one first.
  public void prefer(List<String> first) {
    nodes.clear();
    nodes.addAll(first);
  }

  /// What the tool prints, from the first node where it works.
  ///
  /// @throws IOException if it works beside none
  public String ask(String... arguments) throws IOException, InterruptedException {
    String refusal = "there are no nodes";
    for (String node : List.copyOf(nodes)) {
      CommandOutput answer = cluster.restatectl(node, arguments);
      if (answer.exit() == 0) {
        nodes.remove(node);
        nodes.addFirst(node);
        return answer.output();
      }
      refusal = answer.output().strip();
    }
    throw new IOException("restatectl gets no answer from any node: " + refusal);
  }

  /// The rows that a query finds.
  public List<JsonNode> sql(String query) throws IOException, InterruptedException {
    return rows(ask("sql", "--json", query));
  }

  /// The rows among what the tool prints to both streams: its remarks, such as how long the query
  /// took, may stand before, after and between them.
  public static List<JsonNode> rows(String output) throws IOException {
    String words = REMARK.matcher(output).replaceAll("");
    Matcher array = ARRAY.matcher(words);
    if (!array.find()) {
      throw new IOException("restatectl prints no JSON: " + output.strip());
    }
    List<JsonNode> rows = new ArrayList<>();
    JSON.readTree(words.substring(array.start())).forEach(rows::add);
    return rows;
  }
}
