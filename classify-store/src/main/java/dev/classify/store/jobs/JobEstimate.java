package dev.classify.store.jobs;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a run was to take, as far as it could be told before.
///
/// @param tokensCached those of the tokens in that were to cost less
/// @param costUsd null where the price was not known
public record JobEstimate(
    long requests,
    long tokensIn,
    long tokensCached,
    long tokensOut,
    @Nullable BigDecimal costUsd) {}
