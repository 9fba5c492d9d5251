package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterParts;
import dev.classify.cli.cluster.ClusterQueries;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Tables of the cluster, printed by `restatectl` beside any node that answers.
///
/// Several checks look at the same tables, and each call of the tool takes a second in a container.
final class ClusterTables {

  private static final String NODES =
      """
      select plain_node_id, name, address, state, storage_state, has_admin_role, has_worker_role,
             has_log_server_role, has_metadata_server_role
        from nodes order by name
      """;

  private static final String PARTITIONS =
      """
      select p.partition_id, max(p.current_replica_set) as replicas,
             max(case when s.effective_mode = 'Leader' and s.replay_status = 'active'
                      then s.plain_node_id end) as leader,
             max(s.applied_log_lsn) as applied, min(s.applied_log_lsn) as applied_by_all,
             max(coalesce(s.archived_log_lsn, 0)) as archived
        from partitions p left join partition_state s on s.partition_id = p.partition_id
       group by p.partition_id order by p.partition_id
      """;

  private static final String LOGS =
      "select log_id, replication from logs_tail_segments order by log_id";

  private static final String SETTINGS =
      """
      select distinct key, value from config where key in
        ('default-replication', 'worker.snapshots.destination',
         'worker.snapshots.snapshot-interval-num-records')
      """;

  private final ClusterQueries queries;
  private final Map<List<String>, String> seen = new HashMap<>();

  ClusterTables(ClusterParts cluster) {
    this.queries = new ClusterQueries(cluster);
  }

  /// Clears the cache, and runs the tool beside these nodes from now on.
  ///
  /// @param first the nodes that most agree with, then the others
  void refresh(List<String> first) {
    queries.prefer(first);
    refresh();
  }

  /// Clears the cache.
  void refresh() {
    seen.clear();
  }

  /// Nodes, by `name`, with their number (`plain_node_id`, such as `N1`), their `address` for other
  /// nodes, `state`, `storage_state`, and their roles, such as `has_log_server_role`.
  List<JsonNode> nodes() throws IOException, InterruptedException {
    return rows(NODES);
  }

  /// Partitions, with `replicas`, `leader` where one is active, and the numbers of the last records
  /// that were `applied` by any node, by every one of them (`applied_by_all`), and `archived` in a
  /// snapshot.
  List<JsonNode> partitions() throws IOException, InterruptedException {
    return rows(PARTITIONS);
  }

  /// Logs, with the `replication` that they are written with now.
  List<JsonNode> logs() throws IOException, InterruptedException {
    return rows(LOGS);
  }

  /// The distinct values of a setting on the nodes that are up: one if all agree.
  Set<String> setting(String key) throws IOException, InterruptedException {
    Set<String> values = new TreeSet<>();
    for (JsonNode row : rows(SETTINGS)) {
      if (row.path("key").asText().equals(key)) {
        values.add(row.path("value").asText());
      }
    }
    return values;
  }

  /// The cluster according to every metadata server that answers.
  List<MetadataServer> metadataServers() throws IOException, InterruptedException {
    return MetadataServer.parse(once("metadata-server", "list"));
  }

  private List<JsonNode> rows(String sql) throws IOException, InterruptedException {
    return ClusterQueries.rows(once("sql", "--json", sql));
  }

  private String once(String... arguments) throws IOException, InterruptedException {
    List<String> key = List.of(arguments);
    String output = seen.get(key);
    if (output == null) {
      output = ask(arguments);
      seen.put(key, output);
    }
    return output;
  }

  /// What the tool prints, from the first node where it works.
  String ask(String... arguments) throws IOException, InterruptedException {
    return queries.ask(arguments);
  }
}
