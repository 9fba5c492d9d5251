package dev.classify.estimate;

import dev.classify.price.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one model is going to take.
///
/// @param tokensCached those of the instructions in every request but the first, as far as a
///     provider caches them
/// @param costUsd null where the price is not known, as for the other one
/// @param costUncachedUsd if nothing is cached
public record ModelEstimate(
    String model,
    RequestLoad load,
    UsageProfile habit,
    long tokensCached,
    long tokensOut,
    @Nullable BigDecimal costUsd,
    @Nullable BigDecimal costUncachedUsd) {

  /// Providers cache the beginning of a prompt from so many tokens on, in steps.
  private static final long CACHED_FROM = 1_024;

  private static final long CACHED_STEP = 128;

  /// Works it out.
  ///
  /// @param prefixTokens of the beginning that all prompts have in common
  /// @param price null where it is not known
  public static ModelEstimate of(
      String model,
      RequestLoad load,
      UsageProfile habit,
      long prefixTokens,
      @Nullable Price price) {
    long eachCached = prefixTokens < CACHED_FROM ? 0 : prefixTokens / CACHED_STEP * CACHED_STEP;
    long cached = eachCached * Math.max(0, load.requests() - 1);
    long out = habit.answerTokens(load);
    return new ModelEstimate(
        model,
        load,
        habit,
        cached,
        out,
        price == null ? null : price.cost(load.promptTokens(), cached, out),
        price == null ? null : price.cost(load.promptTokens(), 0, out));
  }

  /// Of the prompts, cached ones included.
  public long tokensIn() {
    return load.promptTokens();
  }
}
