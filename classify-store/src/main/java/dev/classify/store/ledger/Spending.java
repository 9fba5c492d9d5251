package dev.classify.store.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How many LLM requests were sent, their tokens and their cost.
///
/// @param tokensIn as far as the provider reported them, like the other three
/// @param tokensCached input tokens that were cache hits and cost less
/// @param tokensCacheWrite input tokens that were written to the cache, which may cost more
/// @param costUsd of the requests whose cost is known; null if there is none
/// @param unpriced requests whose cost is not known
public record Spending(
    long requests,
    long tokensIn,
    long tokensCached,
    long tokensCacheWrite,
    long tokensOut,
    @Nullable BigDecimal costUsd,
    long unpriced) {}
