package dev.classify.estimate;

import dev.classify.model.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The estimate for one model.
///
/// @param tokensCached those of the instructions in every request but the first, as far as a
///     provider caches them
/// @param costUsd null if the price is unknown
/// @param costUncachedUsd the cost if nothing is cached; null if the price is unknown
public record ModelEstimate(
    String model,
    RequestLoad load,
    UsageProfile habit,
    long tokensCached,
    long tokensOut,
    @Nullable BigDecimal costUsd,
    @Nullable BigDecimal costUncachedUsd) {

  /// Providers cache the beginning of a prompt from this size on, in steps.
  private static final long CACHED_FROM = 1_024;

  private static final long CACHED_STEP = 128;

  /// Estimates requests to one model.
  ///
  /// @param prefixTokens in the common beginning of all prompts
  /// @param price null if unknown
  public static ModelEstimate of(
      String model,
      RequestLoad load,
      UsageProfile habit,
      long prefixTokens,
      @Nullable Price price) {
    long eachCached = prefixTokens < CACHED_FROM ? 0 : prefixTokens / CACHED_STEP * CACHED_STEP;
    long cached = eachCached * Math.max(0, load.requests() - 1);
    // Whatever is not read from the cache may be written to it.
    long written = eachCached == 0 ? 0 : load.promptTokens();
    long out = habit.answerTokens(load);
    return new ModelEstimate(
        model,
        load,
        habit,
        cached,
        out,
        price == null ? null : price.cost(load.promptTokens(), cached, written - cached, out),
        price == null ? null : price.cost(load.promptTokens(), 0, written, out));
  }

  /// Prompt tokens, cached ones included.
  public long tokensIn() {
    return load.promptTokens();
  }
}
