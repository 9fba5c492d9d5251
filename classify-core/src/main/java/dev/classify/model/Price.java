package dev.classify.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The price of a model, in US dollars per million tokens.
///
/// @param cached for prompt tokens read from the cache
/// @param cacheWrite for prompt tokens written to the cache; null where they cost what other prompt
///     tokens do
public record Price(
    BigDecimal prompt,
    BigDecimal cached,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cacheWrite,
    BigDecimal completion) {

  private static final int MILLION_DIGITS = 6;
  private static final int LEDGER_DIGITS = 8;

  /// The cost of one or more requests.
  ///
  /// @param promptTokens those read from the cache and written to it included
  public BigDecimal cost(
      long promptTokens, long cachedTokens, long cacheWriteTokens, long completionTokens) {
    return prompt
        .multiply(BigDecimal.valueOf(promptTokens - cachedTokens - cacheWriteTokens))
        .add(cached.multiply(BigDecimal.valueOf(cachedTokens)))
        .add(forCacheWrites().multiply(BigDecimal.valueOf(cacheWriteTokens)))
        .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(MILLION_DIGITS);
  }

  /// The most that a request can cost: a tenth more prompt tokens than counted, all of them at the
  /// dearest price, and the longest possible answer. Rounded up to the precision of the ledger.
  public BigDecimal costMax(long promptTokens, long completionTokensMax) {
    BigDecimal dearest = prompt.max(cached).max(forCacheWrites());
    return dearest
        .multiply(BigDecimal.valueOf(promptTokens + promptTokens / 10 + 1))
        .add(completion.multiply(BigDecimal.valueOf(completionTokensMax)))
        .movePointLeft(MILLION_DIGITS)
        .setScale(LEDGER_DIGITS, RoundingMode.CEILING);
  }

  /// For a million prompt tokens written to the cache.
  public BigDecimal forCacheWrites() {
    return cacheWrite == null ? prompt : cacheWrite;
  }

  /// All prices multiplied by a factor.
  Price times(BigDecimal factor) {
    return new Price(
        times(prompt, factor),
        times(cached, factor),
        cacheWrite == null ? null : times(cacheWrite, factor),
        times(completion, factor));
  }

  private static BigDecimal times(BigDecimal price, BigDecimal factor) {
    return price.multiply(factor).stripTrailingZeros();
  }
}
