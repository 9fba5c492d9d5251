package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.exit.CommandFailure;
import dev.classify.local.restate.RestateAdmin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The length of the journal of one batch that is in flight.
///
/// @param entries as Restate counts them
/// @param requestsSent requests of the batch that arrived at the model
public record BatchJournal(String batchKey, int entries, int requestsSent) {

  /// Input, lookup and storing, however often the batch waits.
  private static final int ENTRIES_BESIDES_REQUESTS = 5;

  private static final int ENTRIES_PER_REQUEST = 2;

  private static final int ATTEMPTS = 3;

  /// The most entries that the batch may have.
  public int bound() {
    return ENTRIES_BESIDES_REQUESTS + ENTRIES_PER_REQUEST * requestsSent;
  }

  private int excess() {
    return entries - bound();
  }

  /// The journals of all batches in flight, by batch key.
  ///
  /// @throws CommandFailure if Restate does not answer the query
  static Map<String, Integer> inFlight(RestateAdmin restate) {
    String sql =
        "select idempotency_key, journal_size from sys_invocation"
            + " where status <> 'completed' and idempotency_key is not null";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<JsonNode> rows = restate.query(sql);
      if (rows.isPresent()) {
        Map<String, Integer> entries = new HashMap<>();
        rows.get()
            .forEach(
                row ->
                    entries.put(
                        row.path("idempotency_key").asText(), row.path("journal_size").asInt()));
        return entries;
      }
    }
    throw CommandFailure.failed(
        "Restate does not answer how long the journals are",
        "run the benchmark on an idle machine");
  }

  /// The batch that exceeds its bound by most, or comes closest to it; empty if none is in flight.
  ///
  /// @param entries by batch key
  /// @param requestsSent by batch key; none for a batch that is missing
  static Optional<BatchJournal> worst(
      Map<String, Integer> entries, Map<String, Integer> requestsSent) {
    List<BatchJournal> journals = new ArrayList<>();
    entries.forEach(
        (key, count) ->
            journals.add(new BatchJournal(key, count, requestsSent.getOrDefault(key, 0))));
    return journals.stream().max(Comparator.comparingInt(BatchJournal::excess));
  }
}
