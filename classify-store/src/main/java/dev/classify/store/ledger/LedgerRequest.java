package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An LLM request that is about to be sent.
///
/// @param id the same on replay
/// @param grantedAt send time that the budget gave it
/// @param budgetKey account and model
/// @param worker that sends it
/// @param indicators how many it asks about
/// @param attempt how often any of them has been asked about, this request included
/// @param tokensEstimated prompt and the most that it may answer
/// @param reservedUsd the most that it can cost; null where the price is not known
/// @param timeout after which it is over, however it ended
public record LedgerRequest(
    String id,
    Instant grantedAt,
    String jobId,
    String batchKey,
    String budgetKey,
    String worker,
    String model,
    int indicators,
    int attempt,
    long tokensEstimated,
    @Nullable BigDecimal reservedUsd,
    Duration timeout) {}
