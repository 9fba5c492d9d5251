package dev.classify.store.jobs;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The estimate that was made before a run.
///
/// @param tokensCached input tokens expected as cache hits, which cost less
/// @param costUsd null if the price was not known
public record JobEstimate(
    long requests,
    long tokensIn,
    long tokensCached,
    long tokensOut,
    @Nullable BigDecimal costUsd) {}
