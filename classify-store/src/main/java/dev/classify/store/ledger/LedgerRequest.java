package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An LLM request that is about to be sent.
///
/// @param id idempotency key, the same on replay
/// @param grantedAt send time that the budget granted
/// @param budgetKey account and model
/// @param worker that sends it
/// @param serviceTier the name of the tier that it asks for, as in prices
/// @param indicators how many the request asks about
/// @param attempt the highest number of times that one of them was asked about, this request
///     included
/// @param tokensEstimated prompt plus the longest answer allowed
/// @param reservedUsd the most that the request can cost; null if the price is not known
/// @param timeout after which the request has ended in any case
public record LedgerRequest(
    String id,
    Instant grantedAt,
    String jobId,
    String batchKey,
    String budgetKey,
    String worker,
    String model,
    String serviceTier,
    int indicators,
    int attempt,
    long tokensEstimated,
    @Nullable BigDecimal reservedUsd,
    Duration timeout) {}
