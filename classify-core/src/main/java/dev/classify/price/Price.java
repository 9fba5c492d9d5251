package dev.classify.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a model costs: US dollars for a million tokens.
///
/// @param cached those of the prompt that a cache held
public record Price(BigDecimal prompt, BigDecimal cached, BigDecimal completion) {

  private static final int MILLION_DIGITS = 6;
  private static final int LEDGER_DIGITS = 8;

  /// The cost of one request or of several.
  ///
  /// @param promptTokens cached ones included
  public BigDecimal cost(long promptTokens, long cachedTokens, long completionTokens) {
    return prompt
        .multiply(BigDecimal.valueOf(promptTokens - cachedTokens))
        .add(cached.multiply(BigDecimal.valueOf(cachedTokens)))
        .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(MILLION_DIGITS);
  }

  /// The most that a request can cost: nothing of it cached, a tenth more in than was counted, and
  /// all written that it may write. Rounded up to what the ledger can hold.
  public BigDecimal costMax(long promptTokens, long completionTokensMax) {
    return cost(promptTokens + promptTokens / 10 + 1, 0, completionTokensMax)
        .setScale(LEDGER_DIGITS, RoundingMode.CEILING);
  }
}
