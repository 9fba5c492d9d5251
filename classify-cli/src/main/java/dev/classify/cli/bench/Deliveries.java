package dev.classify.cli.bench;

import dev.classify.store.ledger.LedgerAudit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which requests of the ledger arrived at the simulator.
///
/// A request that is tried again keeps its id, so an arrival belongs to the latest entry before it.
/// Both times are by the clock of this machine.
///
/// @param undelivered entries without an arrival
/// @param arrivedByBatch requests that arrived, by batch key
record Deliveries(List<LedgerAudit.Line> undelivered, Map<String, Integer> arrivedByBatch) {

  Deliveries {
    undelivered = List.copyOf(undelivered);
    arrivedByBatch = Map.copyOf(arrivedByBatch);
  }

  /// Compares.
  ///
  /// @param entries oldest first
  static Deliveries of(List<LedgerAudit.Line> entries, List<ReceivedRequest> requests) {
    Map<String, TreeSet<Instant>> arrivals = new HashMap<>();
    requests.forEach(
        request -> arrivals.computeIfAbsent(request.id(), _ -> new TreeSet<>()).add(request.at()));
    List<LedgerAudit.Line> undelivered = new ArrayList<>();
    Map<String, Integer> arrivedByBatch = new HashMap<>();
    // From the last entry on, each takes the arrivals after it that no later entry has taken.
    for (LedgerAudit.Line entry : entries.reversed()) {
      TreeSet<Instant> ofEntry = arrivals.getOrDefault(entry.requestId(), new TreeSet<>());
      SortedSet<Instant> after = ofEntry.tailSet(entry.sentAt());
      if (after.isEmpty()) {
        undelivered.add(entry);
      } else {
        arrivedByBatch.merge(entry.batchKey(), after.size(), Integer::sum);
        after.clear();
      }
    }
    return new Deliveries(undelivered, arrivedByBatch);
  }

  /// The same with the undelivered entries of this time alone: earlier ones may have been lost with
  /// their connection, later ones may be on their way.
  Deliveries between(Instant from, Instant before) {
    return new Deliveries(
        undelivered.stream()
            .filter(entry -> !entry.sentAt().isBefore(from) && entry.sentAt().isBefore(before))
            .toList(),
        arrivedByBatch);
  }

  /// What the undelivered entries take from a budget in dollars.
  BigDecimal heldUsd() {
    return undelivered.stream()
        .map(LedgerAudit.Line::heldUsd)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
