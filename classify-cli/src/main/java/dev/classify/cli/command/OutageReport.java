package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.bench.BatchJournal;
import dev.classify.cli.bench.OutageMeasurement;
import dev.classify.cli.report.TextTable;
import java.util.List;
import java.util.stream.Collectors;

/// Prints the results of `bench outage`.
final class OutageReport {

  private OutageReport() {}

  /// A line about a case that has ended.
  static String line(OutageMeasurement one) {
    int workers = one.of().workers();
    return "%s, %d %s: %s"
        .formatted(
            one.of().kind().key(), workers, workers == 1 ? "worker" : "workers", verdict(one));
  }

  static String table(List<OutageMeasurement> figures) {
    return new TextTable<OutageMeasurement>()
        .text("outage", one -> one.of().kind().key())
        .figure("for", one -> one.of().outage().toSeconds() + " s")
        .figure("workers", one -> Integer.toString(one.of().workers()))
        .figure("busy", one -> one.of().busyLoops() == 0 ? "" : "" + one.of().busyLoops())
        .figure("before", one -> Integer.toString(one.goodBefore()))
        .figure("arrived", one -> Integer.toString(one.arrivedDuring()))
        .figure(
            "after",
            one -> one.goodAfter().stream().map(String::valueOf).collect(Collectors.joining(", ")))
        .figure("recovered", one -> "%.0f %%".formatted(100 * one.recoveredShare()))
        .figure("core", one -> "%.1f %%".formatted(100 * one.cpuShareMost()))
        .figure("journal", one -> one.journal().map(OutageReport::journal).orElse(""))
        .figure("held", one -> one.heldUsd().stripTrailingZeros().toPlainString())
        .figure("rejected", one -> Long.toString(one.rejected()))
        .text("bounds", OutageReport::verdict)
        .of(figures);
  }

  private static String journal(BatchJournal worst) {
    return worst.entries() + " of " + worst.bound();
  }

  private static String verdict(OutageMeasurement one) {
    return one.violations().isEmpty() ? "hold" : String.join("; ", one.violations());
  }

  static ArrayNode json(List<OutageMeasurement> figures) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (OutageMeasurement one : figures) {
      ObjectNode entry =
          json.addObject()
              .put("outage", one.of().kind().key())
              .put("seconds", one.of().outage().toSeconds())
              .put("rpm", one.of().requestsPerMinute())
              .put("per_request", one.of().rowsPerRequest())
              .put("workers", one.of().workers())
              .put("busy_loops", one.of().busyLoops())
              .put("good_before", one.goodBefore())
              .put("recovered_part", one.recoveredShare())
              .put("arrived_during", one.arrivedDuring())
              .put("most_in_60_s", one.mostInAMinute())
              .put("undelivered", one.undelivered())
              .put("undelivered_held_usd", one.heldUsd())
              .put("rows_rejected", one.rejected())
              .put("rows_undone", one.unanswered());
      one.goodAfter().forEach(entry.putArray("good_after")::add);
      one.journal()
          .ifPresent(
              worst ->
                  entry
                      .putObject("journal")
                      .put("entries", worst.entries())
                      .put("requests_sent", worst.requestsSent())
                      .put("bound", worst.bound()));
      ObjectNode cores = entry.putObject("core_part_by_worker");
      one.cpuShares().forEach(cores::put);
      one.goodPerSecond().forEach(entry.putArray("good_per_second")::add);
      one.violations().forEach(entry.putArray("broken")::add);
    }
    return json;
  }
}
