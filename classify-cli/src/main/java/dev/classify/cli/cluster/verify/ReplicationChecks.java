package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether partitions have leaders, and their logs have enough copies.
final class ReplicationChecks {

  private final ClusterUnderTest subject;

  ReplicationChecks(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(
        Check.settling("partitions", this::led),
        new Check("replication", this::replicated),
        new Check("log servers", this::writable));
  }

  private Finding led() throws IOException, InterruptedException {
    List<JsonNode> partitions = subject.tables().partitions();
    List<String> unled = unled(partitions);
    if (partitions.isEmpty() || !unled.isEmpty()) {
      return new Failed(
          partitions.isEmpty() ? "there are none" : "no leader: " + String.join(", ", unled),
          "a new leader is chosen within seconds where a majority of the nodes is up; if it stays"
              + " so, start the nodes that are down: "
              + subject.advice().start());
    }
    long leaders = partitions.stream().map(row -> row.path("leader").asText()).distinct().count();
    return new Passed("%d led, by %d nodes".formatted(partitions.size(), leaders));
  }

  private static List<String> unled(List<JsonNode> partitions) {
    return partitions.stream()
        .filter(row -> row.path("leader").asText().isEmpty())
        .map(row -> row.path("partition_id").asText())
        .toList();
  }

  private Finding replicated() throws IOException, InterruptedException {
    Set<String> wanted = subject.tables().setting("default-replication");
    if (wanted.size() != 1) {
      return new Failed(
          "the nodes are configured for different numbers of copies: " + wanted,
          "give all nodes the same restate.toml");
    }
    int copies = firstNumber(wanted.iterator().next());
    List<String> faults = new ArrayList<>();
    for (JsonNode log : subject.tables().logs()) {
      if (firstNumber(log.path("replication").asText()) < copies) {
        faults.add("log %s has %s".formatted(log.path("log_id"), log.path("replication").asText()));
      }
    }
    for (JsonNode partition : subject.tables().partitions()) {
      String replicas = partition.path("replicas").asText();
      if (replicas.split(",", -1).length < copies) {
        faults.add(
            "partition %s is on %s"
                .formatted(
                    partition.path("partition_id"),
                    replicas.isEmpty() ? "no node" : replicas + " alone"));
      }
    }
    if (faults.isEmpty()) {
      return new Passed("%d of every log and partition".formatted(copies));
    }
    return new Failed(
        "%d copies are configured, but %s".formatted(copies, String.join("; ", faults)),
        "where fewer nodes are up, start the others; else `restatectl config set --log-replication"
            + " %d --partition-replication %d --yes`".formatted(copies, copies));
  }

  private Finding writable() throws IOException, InterruptedException {
    List<JsonNode> servers =
        subject.tables().nodes().stream()
            .filter(node -> node.path("has_log_server_role").asBoolean())
            .toList();
    List<JsonNode> others =
        servers.stream()
            .filter(server -> !server.path("storage_state").asText().equals("read-write"))
            .toList();
    if (others.isEmpty()) {
      return new Passed(servers.size() + " read and write");
    }
    return new Failed(
        others.stream()
            .map(row -> row.path("name").asText() + " is " + row.path("storage_state").asText())
            .collect(Collectors.joining("; ")),
        "`provisioning` passes by itself; `data-loss` is a node whose disk was lost:"
            + " "
            + subject.advice().repair());
  }

  /// The first number in a text such as `{node: 3}`; 1 without a number: the log has one replica.
  static int firstNumber(String text) {
    String digits = text.replaceAll("\\D*(\\d*).*", "$1");
    return digits.isEmpty() ? 1 : Integer.parseInt(digits);
  }
}
