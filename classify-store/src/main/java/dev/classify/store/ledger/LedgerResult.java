package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of an LLM request.
///
/// @param answered whether the model said something, usable or not
/// @param outcome in a word, such as `throttled`
/// @param tokensIn null where the provider did not say, as for the other two
/// @param costUsd null where the price is not known
/// @param providerRequestId null where the provider gave none
public record LedgerResult(
    boolean answered,
    String outcome,
    @Nullable Long tokensIn,
    @Nullable Long tokensCached,
    @Nullable Long tokensOut,
    @Nullable BigDecimal costUsd,
    @Nullable String providerRequestId,
    Duration latency) {}
