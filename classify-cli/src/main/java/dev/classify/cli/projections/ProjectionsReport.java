package dev.classify.cli.projections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.cli.report.TextTable;
import dev.classify.store.projections.ProjectionTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of all projections, one line for each partition of each build.
///
/// @param rows as the database has them
/// @param workers names by replica set and partition, as far as a coordinator knows them in the
///     same generation
public record ProjectionsReport(
    List<ProjectionTables.Status> rows, Map<Place, String> workers, ProjectionSpeeds speeds) {

  /// A partition of a generation.
  public record Place(String replicaSet, long generation, int partition) {}

  public ProjectionsReport {
    rows = List.copyOf(rows);
    workers = Map.copyOf(workers);
  }

  private Optional<String> worker(ProjectionTables.Status row) {
    return Optional.ofNullable(
        workers.get(new Place(row.replicaSet(), row.generation(), row.partition())));
  }

  public String table() {
    String table =
        new TextTable<ProjectionTables.Status>()
            .text("projection", ProjectionTables.Status::projection)
            .figure("build", row -> Long.toString(row.build()))
            .text("state", row -> row.stop() == null ? row.state() : row.stop())
            .text("replica set", ProjectionTables.Status::replicaSet)
            .figure("generation", row -> Long.toString(row.generation()))
            .figure("partition", row -> row.partition() + "/" + row.partitions())
            .figure("position", row -> "%,d".formatted(row.position()))
            .figure("lag", row -> "%,d".formatted(row.lagEvents()))
            .figure("lag s", row -> "%.1f".formatted(row.lagSeconds()))
            .figure("events/s", row -> speeds.of(row).map("%,.0f"::formatted).orElse(""))
            .text("worker", row -> worker(row).orElse(""))
            .of(rows);
    StringBuilder text = new StringBuilder(table);
    rows.stream()
        .filter(row -> row.stopReason() != null && row.partition() == 0)
        .forEach(
            row ->
                text.append(
                    "%n%s %s: %s".formatted(row.projection(), row.stop(), row.stopReason())));
    return text.toString();
  }

  public ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (ProjectionTables.Status row : rows) {
      json.addObject()
          .put("projection", row.projection())
          .put("build", row.build())
          .put("version", row.version())
          .put("state", row.state())
          .put("stop", row.stop())
          .put("stop_reason", row.stopReason())
          .put("replica_set", row.replicaSet())
          .put("generation", row.generation())
          .put("partition", row.partition())
          .put("partitions", row.partitions())
          .put("position", row.position())
          .put("head", row.head())
          .put("lag_events", row.lagEvents())
          .put("lag_seconds", row.lagSeconds())
          .put("events", row.events())
          .put("events_per_second", speeds.of(row).orElse(null))
          .put("worker", worker(row).orElse(null))
          .put("updated_at", row.updatedAt().toString());
    }
    return json;
  }
}
