package dev.classify.cli.cluster.resize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterQueries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a cluster says of itself. Each table is read when it is first asked for, so that one object
/// stands for one look.
final class ClusterState {

  private static final Pattern NUMBER = Pattern.compile("N(\\d+)");
  private static final Pattern COPIES =
      Pattern.compile("(Partition|Log) replication: \\{node: (\\d+)}");

  private static final String NODES =
      """
      select plain_node_id, name, state, storage_state, worker_state, metadata_server_state
        from nodes order by name
      """;
  private static final String PARTITIONS =
      "select partition_id, current_replica_set, next_replica_set from partitions"
          + " order by partition_id";
  private static final String REPLICAS =
      "select partition_id, plain_node_id, effective_mode, replay_status from partition_state";
  private static final String SEGMENTS =
      "select log_id, segment_index, replication, nodeset from logs order by log_id, segment_index";
  private static final String ADDRESSES =
      "select plain_node_id, value from config where key = 'metadata-client.addresses'";

  private final ClusterQueries queries;
  private final Map<String, List<JsonNode>> tables = new HashMap<>();

  ClusterState(ClusterQueries queries) {
    this.queries = queries;
  }

  /// A node that the cluster knows.
  ///
  /// @param storage whether its log server is written, such as read-write
  /// @param worker whether it gets partitions, such as active
  /// @param metadata its part in keeping the metadata, such as member
  record Node(
      int number, String name, boolean alive, String storage, String worker, String metadata) {

    boolean member() {
      return metadata.equals("member");
    }

    boolean serves() {
      return alive && member() && storage.equals("read-write") && worker.equals("active");
    }

    String words() {
      return "%s is %s, storage %s, worker %s, metadata server %s"
          .formatted(name, alive ? "alive" : "down", storage, worker, metadata);
    }
  }

  /// A partition, with the nodes that follow it.
  ///
  /// @param moving whether another set of nodes is about to follow it
  /// @param active those of the nodes that have caught up
  record Partition(
      int id, Set<Integer> replicas, boolean moving, boolean led, Set<Integer> active) {

    String words() {
      return "partition %d is on %s%s%s"
          .formatted(
              id,
              named(replicas),
              moving ? " and moves" : active.containsAll(replicas) ? "" : ", not all ready",
              led ? "" : ", without a leader");
    }

    boolean settled() {
      return led && !moving && active.containsAll(replicas);
    }
  }

  /// A part of a log; the last one is written.
  record Segment(int log, int index, int copies, Set<Integer> nodes) {
    String words() {
      return "log %d has %d copies on %s".formatted(log, copies, named(nodes));
    }
  }

  static String named(Set<Integer> nodes) {
    return nodes.stream().map(number -> "N" + number).collect(Collectors.joining(", "));
  }

  List<Node> nodes() throws IOException, InterruptedException {
    return rows(NODES).stream()
        .map(
            row ->
                new Node(
                    number(row.path("plain_node_id")),
                    row.path("name").asText(),
                    row.path("state").asText().equals("alive"),
                    row.path("storage_state").asText(),
                    row.path("worker_state").asText(),
                    row.path("metadata_server_state").asText()))
        .toList();
  }

  List<Partition> partitions() throws IOException, InterruptedException {
    Map<Integer, Set<Integer>> active = new HashMap<>();
    Set<Integer> led = new TreeSet<>();
    for (JsonNode row : rows(REPLICAS)) {
      if (row.path("replay_status").asText().equals("active")) {
        int partition = row.path("partition_id").asInt();
        active
            .computeIfAbsent(partition, _ -> new TreeSet<>())
            .add(number(row.path("plain_node_id")));
        if (row.path("effective_mode").asText().equals("Leader")) {
          led.add(partition);
        }
      }
    }
    List<Partition> partitions = new ArrayList<>();
    for (JsonNode row : rows(PARTITIONS)) {
      int id = row.path("partition_id").asInt();
      partitions.add(
          new Partition(
              id,
              numbers(row.path("current_replica_set")),
              !numbers(row.path("next_replica_set")).isEmpty(),
              led.contains(id),
              active.getOrDefault(id, Set.of())));
    }
    return partitions;
  }

  List<Segment> segments() throws IOException, InterruptedException {
    return rows(SEGMENTS).stream()
        .map(
            row ->
                new Segment(
                    row.path("log_id").asInt(),
                    row.path("segment_index").asInt(),
                    firstNumber(row.path("replication").asText()),
                    numbers(row.path("nodeset"))))
        .toList();
  }

  /// The segment of each log that is written.
  List<Segment> tails() throws IOException, InterruptedException {
    Map<Integer, Segment> last = new HashMap<>();
    segments().forEach(segment -> last.put(segment.log(), segment));
    return List.copyOf(last.values());
  }

  /// How many nodes each node was configured for when it started, by its number.
  Map<Integer, Integer> configuredNodes() throws IOException, InterruptedException {
    Map<Integer, Integer> configured = new HashMap<>();
    for (JsonNode row : rows(ADDRESSES)) {
      String value = row.path("value").asText();
      configured.put(number(row.path("plain_node_id")), value.split("http", -1).length - 1);
    }
    return configured;
  }

  /// The copies of partitions and of logs that the cluster aims at; the same number if both agree.
  Set<Integer> copies() throws IOException, InterruptedException {
    return COPIES
        .matcher(queries.ask("config", "get"))
        .results()
        .map(found -> Integer.valueOf(found.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<JsonNode> rows(String sql) throws IOException, InterruptedException {
    List<JsonNode> known = tables.get(sql);
    if (known == null) {
      known = queries.sql(sql);
      tables.put(sql, known);
    }
    return known;
  }

  private static int number(JsonNode node) {
    return firstNumber(node.asText());
  }

  private static Set<Integer> numbers(JsonNode nodes) {
    String text = nodes.isTextual() ? nodes.asText() : nodes.toString();
    return NUMBER
        .matcher(text)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int firstNumber(String text) {
    Matcher digits = Pattern.compile("\\d+").matcher(text);
    return digits.find() ? Integer.parseInt(digits.group()) : 1;
  }
}
