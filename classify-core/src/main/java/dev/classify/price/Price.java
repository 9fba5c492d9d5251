package dev.classify.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The price of a model, in US dollars per million tokens.
///
/// @param cached for prompt tokens read from the cache
public record Price(BigDecimal prompt, BigDecimal cached, BigDecimal completion) {

  private static final int MILLION_DIGITS = 6;
  private static final int LEDGER_DIGITS = 8;

  /// The cost of one or more requests.
  ///
  /// @param promptTokens cached ones included
  public BigDecimal cost(long promptTokens, long cachedTokens, long completionTokens) {
    return prompt
        .multiply(BigDecimal.valueOf(promptTokens - cachedTokens))
        .add(cached.multiply(BigDecimal.valueOf(cachedTokens)))
        .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(MILLION_DIGITS);
  }

  /// The most that a request can cost: nothing cached, a tenth more prompt tokens than counted, and
  /// the longest possible answer. Rounded up to the precision of the ledger.
  public BigDecimal costMax(long promptTokens, long completionTokensMax) {
    return cost(promptTokens + promptTokens / 10 + 1, 0, completionTokensMax)
        .setScale(LEDGER_DIGITS, RoundingMode.CEILING);
  }
}
