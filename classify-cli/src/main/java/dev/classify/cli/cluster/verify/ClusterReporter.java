package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterParts;
import dev.classify.cli.submit.InvocationCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a cluster for people who watch it. It changes nothing and sends no load, so it may be
/// repeated every few seconds.
public final class ClusterReporter {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReporter.class);

  private final ClusterUnderTest subject;
  private final ClusterChecks checks;

  private ClusterReporter(ClusterUnderTest subject) {
    this.subject = subject;
    this.checks = ClusterChecks.harmless(subject);
  }

  /// For the cluster of the compose file.
  public static ClusterReporter ofContainers(ClusterParts cluster, DataSource database) {
    return new ClusterReporter(
        ClusterUnderTest.of(cluster, Advice.ofContainers("classify cluster"), database));
  }

  /// For the cluster as plain processes.
  public static ClusterReporter ofProcesses(ClusterParts cluster, DataSource database) {
    return new ClusterReporter(
        ClusterUnderTest.of(
            cluster,
            Advice.ofProcesses("classify local", "logs/%s.log in the folder of the stack"),
            database));
  }

  /// Looks once. What does not answer is left out or reported as a failed check.
  public ClusterReport look() throws InterruptedException {
    subject.refresh();
    List<JsonNode> nodes = table(ClusterTables::nodes);
    List<JsonNode> partitions = table(ClusterTables::partitions);
    return new ClusterReport(
        new NodeFacts(subject).all(nodes),
        partitions.isEmpty() ? null : partitions(partitions, numbers(nodes)),
        InvocationCounts.of(subject.admins()).map(ClusterReporter::batches).orElse(null),
        checks.run(_ -> {}).stream().map(ClusterReport.CheckLine::of).toList());
  }

  private interface Table {
    List<JsonNode> rows(ClusterTables tables) throws IOException, InterruptedException;
  }

  /// Empty where the cluster does not tell: a check then says why.
  private List<JsonNode> table(Table table) throws InterruptedException {
    if (!subject.cluster().hasRestatectl()) {
      return List.of();
    }
    try {
      return table.rows(subject.tables());
    } catch (IOException away) {
      LOG.info("a table of the cluster cannot be read: {}", away.getMessage());
      return List.of();
    }
  }

  /// Names of the nodes by their numbers, such as `N1`.
  private Map<String, String> numbers(List<JsonNode> nodes) {
    List<String> names = subject.cluster().nodes();
    return nodes.stream()
        .collect(
            Collectors.toMap(
                row -> row.path("plain_node_id").asText(),
                row -> names.size() == 1 ? names.getFirst() : row.path("name").asText(),
                (first, _) -> first));
  }

  private static List<ClusterReport.Partition> partitions(
      List<JsonNode> rows, Map<String, String> names) {
    List<ClusterReport.Partition> partitions = new ArrayList<>();
    for (JsonNode row : rows) {
      long applied = row.path("applied").asLong();
      partitions.add(
          new ClusterReport.Partition(
              row.path("partition_id").asInt(),
              leader(row.path("leader").asText(""), names),
              List.of(row.path("replicas").asText("").split(",", -1)).stream()
                  .filter(number -> !number.isBlank())
                  .map(number -> names.getOrDefault(number.strip(), number.strip()))
                  .toList(),
              applied,
              applied - row.path("applied_by_all").asLong(applied),
              row.path("archived").asLong()));
    }
    return partitions;
  }

  private static @Nullable String leader(String number, Map<String, String> names) {
    return number.isEmpty() || number.equals("null") ? null : names.getOrDefault(number, number);
  }

  private static Map<String, ClusterReport.Batches> batches(List<InvocationCounts.Count> counts) {
    Map<String, ClusterReport.Batches> batches = new LinkedHashMap<>();
    counts.forEach(
        count ->
            batches.put(
                count.state(),
                new ClusterReport.Batches(count.batches(), count.oldest().toSeconds())));
    return batches;
  }
}
