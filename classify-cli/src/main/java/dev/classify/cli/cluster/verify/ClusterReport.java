package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a look at a cluster has found, in the form in which the HTTP API shows it.
///
/// @param nodes in their order
/// @param partitions by number; null where nobody could tell
/// @param batches of all jobs, by what Restate does with them; null where no node answers
/// @param checks those that change nothing
public record ClusterReport(
    List<Node> nodes,
    @Nullable List<Partition> partitions,
    @Nullable Map<String, Batches> batches,
    List<CheckLine> checks) {

  private static final JsonMapper JSON = new JsonMapper();

  public ClusterReport {
    nodes = List.copyOf(nodes);
    partitions = partitions == null ? null : List.copyOf(partitions);
    checks = List.copyOf(checks);
  }

  /// One Restate node.
  ///
  /// @param up whether its admin API answers
  /// @param address where the other nodes reach it; null where nobody could tell, like what follows
  /// @param state as the others see it, such as `alive`
  /// @param storage of its part of the log, such as `read-write`
  /// @param roles such as `worker`; empty where nobody could tell
  /// @param oldestSnapshotSeconds age of the oldest among the last snapshots of its partitions;
  ///     null where it has none
  public record Node(
      String node,
      boolean up,
      @Nullable String version,
      @Nullable String address,
      @Nullable String state,
      @Nullable String storage,
      List<String> roles,
      @Nullable Long oldestSnapshotSeconds) {
    public Node {
      roles = List.copyOf(roles);
    }
  }

  /// One partition.
  ///
  /// @param leader name of a node; null where none leads
  /// @param replicas names of the nodes that hold a copy
  /// @param applied number of the last record of its log that a node has applied
  /// @param lag records that its slowest copy is behind
  /// @param snapshot number of the last record in a snapshot; 0 without one
  public record Partition(
      int partition,
      @Nullable String leader,
      List<String> replicas,
      long applied,
      long lag,
      long snapshot) {
    public Partition {
      replicas = List.copyOf(replicas);
    }
  }

  /// Batches in one state.
  ///
  /// @param oldestSeconds since the oldest of them was submitted; 0 if there are none
  public record Batches(long batches, long oldestSeconds) {}

  /// One check.
  ///
  /// @param result `ok`, `skipped` or `failed`
  /// @param seen the evidence, or why it was skipped
  /// @param fix what to do; null unless it failed
  public record CheckLine(String check, String result, String seen, @Nullable String fix) {

    static CheckLine of(CheckResult result) {
      return switch (result.finding()) {
        case Finding.Passed(String seen) -> new CheckLine(result.check(), "ok", seen, null);
        case Finding.Skipped(String why) -> new CheckLine(result.check(), "skipped", why, null);
        case Finding.Failed(String seen, String fix) ->
            new CheckLine(result.check(), "failed", seen, fix);
      };
    }
  }

  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
