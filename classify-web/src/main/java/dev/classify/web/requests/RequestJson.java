package dev.classify.web.requests;

import dev.classify.store.ledger.RequestPages;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request to a model.
///
/// @param rows that it asked about
/// @param outcome in a word; `sent` while it is in flight, or if its result was lost
public record RequestJson(
    String request,
    String job,
    String batch,
    String worker,
    String model,
    int rows,
    @Nullable Integer rowsAnswered,
    int attempt,
    String outcome,
    @Nullable String reason,
    @Nullable String tier,
    @Nullable Long tokensIn,
    @Nullable Long tokensCached,
    @Nullable Long tokensOut,
    @Nullable BigDecimal costUsd,
    @Nullable BigDecimal reservedUsd,
    @Nullable String providerRequest,
    Instant sentAt,
    @Nullable Long latencyMillis) {

  public static RequestJson of(RequestPages.Row row) {
    return new RequestJson(
        row.requestId(),
        row.jobId(),
        row.batchKey(),
        row.worker(),
        row.model(),
        row.indicators(),
        row.rowsAnswered(),
        row.attempt(),
        row.outcome(),
        row.reason(),
        row.serviceTier(),
        row.tokensIn(),
        row.tokensCached(),
        row.tokensOut(),
        row.costUsd(),
        row.reservedUsd(),
        row.providerRequestId(),
        row.sentAt(),
        row.latencyMillis());
  }
}
