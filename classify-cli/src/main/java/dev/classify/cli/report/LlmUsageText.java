package dev.classify.cli.report;

import dev.classify.store.ledger.Spending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The tokens and cost of LLM requests in one line.
final class LlmUsageText {

  private LlmUsageText() {}

  static String of(Spending spending) {
    return "%d requests, %d tokens in (%d cached%s), %d out, %s"
        .formatted(
            spending.requests(),
            spending.tokensIn(),
            spending.tokensCached(),
            cacheWrites(spending),
            spending.tokensOut(),
            cost(spending));
  }

  /// Most models report none.
  private static String cacheWrites(Spending spending) {
    return spending.tokensCacheWrite() == 0
        ? ""
        : ", %d written to the cache".formatted(spending.tokensCacheWrite());
  }

  private static String cost(Spending spending) {
    BigDecimal cost = spending.costUsd();
    if (cost == null) {
      return "cost unknown";
    }
    String known =
        "USD " + cost.setScale(4, RoundingMode.HALF_UP) + perRow(spending.costPerRowUsd());
    return spending.unpriced() == 0
        ? known
        : known + " and " + spending.unpriced() + " requests of unknown cost";
  }

  /// Such as `, USD 0.1234 per 1,000 rows`; empty if it is not known. A single row costs too little
  /// to be read.
  static String perRow(@Nullable BigDecimal costPerRowUsd) {
    return costPerRowUsd == null
        ? ""
        : ", " + EstimateText.dollars(costPerRowUsd.movePointRight(3)) + " per 1,000 rows";
  }
}
