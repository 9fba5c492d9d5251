package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How many LLM requests were sent, their tokens and their cost.
///
/// @param tokensIn as far as the provider reported them, like the other three
/// @param tokensCached input tokens that were cache hits and cost less
/// @param tokensCacheWrite input tokens that were written to the cache, which may cost more
/// @param costUsd of the requests whose cost is known; null if there is none
/// @param unpriced requests whose cost is not known
/// @param rowsAsked rows that the first model was asked about, each counted once
public record Spending(
    long requests,
    long tokensIn,
    long tokensCached,
    long tokensCacheWrite,
    long tokensOut,
    @Nullable BigDecimal costUsd,
    long unpriced,
    long rowsAsked) {

  /// Decimal places of the cost of a row, which is far below a cent.
  private static final int SCALE = 10;

  /// The cost of a row that the models are asked about, with repeated requests and reviews; null if
  /// it is not known.
  public @Nullable BigDecimal costPerRowUsd() {
    return costPerRowUsd(costUsd, rowsAsked);
  }

  /// A cost divided by the rows; null without a cost or without rows.
  public static @Nullable BigDecimal costPerRowUsd(@Nullable BigDecimal costUsd, long rows) {
    return costUsd == null || rows == 0
        ? null
        : costUsd.divide(BigDecimal.valueOf(rows), SCALE, RoundingMode.HALF_UP);
  }
}
