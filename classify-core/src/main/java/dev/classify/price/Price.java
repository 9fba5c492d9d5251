package dev.classify.price;

import java.math.BigDecimal;

/// What a model costs: US dollars for a million tokens.
///
/// @param cached those of the prompt that a cache held
public record Price(BigDecimal prompt, BigDecimal cached, BigDecimal completion) {

  private static final int MILLION_DIGITS = 6;

  /// The cost of one request or of several.
  ///
  /// @param promptTokens cached ones included
  public BigDecimal of(long promptTokens, long cachedTokens, long completionTokens) {
    return prompt
        .multiply(BigDecimal.valueOf(promptTokens - cachedTokens))
        .add(cached.multiply(BigDecimal.valueOf(cachedTokens)))
        .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(MILLION_DIGITS);
  }
}
