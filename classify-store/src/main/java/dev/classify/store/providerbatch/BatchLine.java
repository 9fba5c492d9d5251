package dev.classify.store.providerbatch;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A request that is to be sent as a line of a file.
///
/// @param requestId idempotency key, the same on replay; the `custom_id` of the line
/// @param batchKey of the batch of rows that waits for the reply
/// @param budgetKey account and model
/// @param request what is asked, as JSON, from which the line is written and its reply is read
/// @param bytes of the line in the file
/// @param indicators how many the request asks about
/// @param attempt the highest number of times that one of them was asked about, this request
///     included
/// @param promptTokens what the provider counts as queued
/// @param tokensEstimated prompt plus the longest answer allowed
/// @param reservedUsd the most that the line can cost; null if the price is not known
public record BatchLine(
    String requestId,
    String jobId,
    String batchKey,
    String budgetKey,
    String model,
    String request,
    int bytes,
    int indicators,
    int attempt,
    long promptTokens,
    long tokensEstimated,
    @Nullable BigDecimal reservedUsd) {}
