package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.store.jobs.JobCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The cost of a job over all of its runs.
public final class JobCostText {

  private JobCostText() {}

  /// Empty if no request was sent and there is no budget.
  public static List<String> lines(JobCosts.Total account) {
    List<String> lines = new ArrayList<>();
    if (account.requests() > 0) {
      lines.add("requests    " + new TreeMap<>(account.byOutcome()));
      lines.add(
          "spent       "
              + EstimateText.dollars(account.spentUsd())
              + (account.unpriced() == 0
                  ? ""
                  : " and " + account.unpriced() + " requests of unknown cost"));
      lines.add(
          "reserved    "
              + EstimateText.dollars(account.reservedUsd())
              + (account.reservedUsd().signum() == 0
                  ? ""
                  : " for requests that are in flight, or whose result was lost"));
    }
    if (account.budgetUsd() != null) {
      lines.add("budget      " + EstimateText.dollars(account.budgetUsd()));
    }
    return lines;
  }

  /// The same as JSON.
  public static ObjectNode json(JobCosts.Total account) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("requests", account.requests())
            .put("spent_usd", account.spentUsd())
            .put("reserved_usd", account.reservedUsd())
            .put("budget_usd", account.budgetUsd())
            .put("requests_of_unknown_cost", account.unpriced());
    ObjectNode outcomes = json.putObject("requests_by_outcome");
    new TreeMap<>(account.byOutcome()).forEach(outcomes::put);
    return json;
  }
}
