package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.ledger.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The cost of a job over all of its runs.
public final class JobCostText {

  private JobCostText() {}

  /// Empty if no request was sent and the job has no cost cap.
  public static List<String> lines(JobCosts.Total total) {
    List<String> lines = new ArrayList<>();
    if (total.requests() > 0) {
      lines.add("requests    " + new TreeMap<>(total.byOutcome()));
      lines.add(
          "spent       "
              + EstimateText.dollars(total.spentUsd())
              + LlmUsageText.perRow(Spending.costPerRowUsd(total.spentUsd(), total.rowsAsked()))
              + (total.unpriced() == 0
                  ? ""
                  : " and " + total.unpriced() + " requests of unknown cost"));
      lines.add(
          "reserved    "
              + EstimateText.dollars(total.reservedUsd())
              + (total.reservedUsd().signum() == 0
                  ? ""
                  : " for requests that are in flight, or whose result was lost"));
    }
    if (total.budgetUsd() != null) {
      lines.add("cost cap    " + EstimateText.dollars(total.budgetUsd()));
    }
    return lines;
  }

  /// The same as JSON.
  public static ObjectNode json(JobCosts.Total total) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("requests", total.requests())
            .put("spent_usd", total.spentUsd())
            .put("cost_usd_per_row", Spending.costPerRowUsd(total.spentUsd(), total.rowsAsked()))
            .put("reserved_usd", total.reservedUsd())
            .put("budget_usd", total.budgetUsd())
            .put("requests_of_unknown_cost", total.unpriced());
    ObjectNode outcomes = json.putObject("requests_by_outcome");
    new TreeMap<>(total.byOutcome()).forEach(outcomes::put);
    return json;
  }
}
