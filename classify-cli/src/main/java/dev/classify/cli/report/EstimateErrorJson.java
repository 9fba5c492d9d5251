package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.estimate.Estimate;
import dev.classify.store.ledger.Spending;
import java.math.BigDecimal;

/// The error of an estimate, as JSON.
final class EstimateErrorJson {

  private EstimateErrorJson() {}

  /// Writes percentages of the estimate: negative if less was used, null if the estimate was zero
  /// or a figure is unknown.
  static void put(ObjectNode llm, Estimate estimate, Spending spending) {
    EstimateReport.put(llm.putObject("estimated"), estimate);
    BigDecimal expected = estimate.costUsd();
    BigDecimal spent = spending.costUsd();
    llm.putObject("off_percent")
        .put(
            "requests",
            EstimateText.percent((double) estimate.requests(), (double) spending.requests()))
        .put(
            "tokens",
            EstimateText.percent(
                (double) EstimateText.tokensOf(estimate), (double) EstimateText.tokensOf(spending)))
        .put(
            "cost_usd",
            expected == null || spent == null
                ? null
                : EstimateText.percent(expected.doubleValue(), spent.doubleValue()));
  }
}
