package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.InvocationCounts;
import dev.classify.store.jobs.WorkerActivities;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// What the nodes and the workers do for all jobs together.
///
/// @param batches by state; empty if no node answers
/// @param workers by name
/// @param now the time that ages refer to
public record SystemStatus(
    Optional<List<InvocationCounts.Count>> batches,
    List<WorkerActivities.Activity> workers,
    Instant now) {

  public SystemStatus {
    workers = List.copyOf(workers);
  }

  /// Asks the nodes and the database.
  ///
  /// @param admins admin addresses of the nodes
  public static SystemStatus of(List<URI> admins, DataSource database) throws SQLException {
    return new SystemStatus(
        InvocationCounts.of(admins), new WorkerActivities(database).all(), Instant.now());
  }

  /// Two tables: batches by state, with the age of the oldest, and what each worker does.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        batches
            .map(SystemStatus::batchTable)
            .orElse("batches: no node answers; see `classify cluster verify`"));
    if (!workers.isEmpty()) {
      lines.add("");
      lines.add(
          new TextTable<WorkerActivities.Activity>()
              .text("worker", WorkerActivities.Activity::worker)
              .figure("batches", worker -> Long.toString(worker.batchesBegun()))
              .figure("rows last minute", worker -> Long.toString(worker.rowsLastMinute()))
              .figure("last stored", this::lastStored)
              .of(workers));
    }
    return lines;
  }

  private static String batchTable(List<InvocationCounts.Count> counts) {
    List<String> headers =
        Stream.concat(Stream.of("batches"), counts.stream().map(InvocationCounts.Count::state))
            .toList();
    return TextTable.ofFigures(
        headers,
        List.of(
            row("now", counts, count -> Long.toString(count.batches())),
            row("oldest", counts, count -> count.batches() == 0 ? "" : age(count.oldest()))));
  }

  private static List<String> row(
      String head,
      List<InvocationCounts.Count> counts,
      Function<InvocationCounts.Count, String> cell) {
    return Stream.concat(Stream.of(head), counts.stream().map(cell)).toList();
  }

  private String lastStored(WorkerActivities.Activity worker) {
    Instant at = worker.lastStoredAt();
    return at == null ? "" : age(Duration.between(at, now)) + " ago";
  }

  /// In the largest unit that fits: `42 s`, `7 min`, `3 h`, `2 d`.
  static String age(Duration age) {
    long seconds = Math.max(age.toSeconds(), 0);
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  /// Puts `batches` and `workers` into an object; `batches` is null if no node answers.
  public void put(ObjectNode json) {
    json.set("batches", batches.map(SystemStatus::batchJson).orElse(null));
    ArrayNode list = json.putArray("workers");
    for (WorkerActivities.Activity worker : workers) {
      Instant at = worker.lastStoredAt();
      list.addObject()
          .put("worker", worker.worker())
          .put("batches", worker.batchesBegun())
          .put("rows_last_minute", worker.rowsLastMinute())
          .put("last_stored_at", at == null ? null : at.toString());
    }
  }

  private static ObjectNode batchJson(List<InvocationCounts.Count> counts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (InvocationCounts.Count count : counts) {
      json.putObject(count.state())
          .put("batches", count.batches())
          .put("oldest_seconds", count.oldest().toSeconds());
    }
    return json;
  }
}
