package dev.classify.store.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// LLM requests that were sent, and what they took.
///
/// @param tokensIn as far as the provider said, as for the other two
/// @param tokensCached those of the tokens in that cost less
/// @param costUsd of the requests whose cost is known; null where none is
/// @param unpriced requests whose cost is not known
public record Spending(
    long requests,
    long tokensIn,
    long tokensCached,
    long tokensOut,
    @Nullable BigDecimal costUsd,
    long unpriced) {}
