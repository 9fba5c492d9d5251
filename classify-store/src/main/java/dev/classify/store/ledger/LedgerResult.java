package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of an LLM request.
///
/// @param answered whether the model answered, usably or not
/// @param outcome in a word, such as `throttled`
/// @param rowsAnswered how many of its indicators were answered well
/// @param tokensIn null if the provider did not report it, like the other three
/// @param serviceTier the name of the tier that it was billed by; null where nothing was, which
///     leaves the one that it asked for
/// @param costUsd null if the price is not known
/// @param reason why the request failed, in a sentence; null where it did not
/// @param reply the whole reply as JSON, to be kept until its batch is stored; null where the same
///     request will be sent again
/// @param providerRequestId null if the provider sent none
public record LedgerResult(
    boolean answered,
    String outcome,
    int rowsAnswered,
    @Nullable Long tokensIn,
    @Nullable Long tokensCached,
    @Nullable Long tokensCacheWrite,
    @Nullable Long tokensOut,
    @Nullable String serviceTier,
    @Nullable BigDecimal costUsd,
    @Nullable String reason,
    @Nullable String reply,
    @Nullable String providerRequestId,
    Duration latency) {}
