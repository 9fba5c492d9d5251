package dev.classify.service.send;

import dev.classify.llm.TokenEstimate;
import dev.classify.model.Price;
import dev.classify.model.PriceTable;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.ledger.LedgerRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What requests may cost and have cost, in US dollars, by the prices of the day they are sent.
public record RequestCosts(PriceTable prices) {

  /// The most that a request can cost; null where the price at its tier is not known.
  public @Nullable BigDecimal max(
      LanguageModel model, ServiceTier tier, TokenEstimate tokens, Instant sentAt) {
    return prices
        .of(model.name(), tier.priced(), day(sentAt))
        .map(price -> costMax(price, tokens))
        .map(
            atTier ->
                tier == ServiceTier.FLEX ? servedAtStandard(model, tokens, sentAt, atTier) : atTier)
        .orElse(null);
  }

  /// A provider may serve a request at standard that asks for flex, and a server may take no notice
  /// of the tier. Both bill the standard price.
  private BigDecimal servedAtStandard(
      LanguageModel model, TokenEstimate tokens, Instant sentAt, BigDecimal atFlex) {
    return prices
        .of(model.name(), ServiceTier.STANDARD.priced(), day(sentAt))
        .map(price -> costMax(price, tokens).max(atFlex))
        .orElse(atFlex);
  }

  private static BigDecimal costMax(Price price, TokenEstimate tokens) {
    return price.costMax(tokens.promptTokens(), tokens.answerTokensMax());
  }

  /// What a request has cost; null where the price is not known.
  ///
  /// @param billedTier the name of the tier that it was billed by
  public @Nullable BigDecimal of(LlmUsage usage, String billedTier, LedgerRequest request) {
    if (usage.totalTokens() == 0) {
      return BigDecimal.ZERO;
    }
    return prices
        .of(request.model(), billedTier, day(request.grantedAt()))
        .map(
            price ->
                price.cost(
                    usage.promptTokens(),
                    usage.cachedTokens(),
                    usage.cacheWriteTokens(),
                    usage.completionTokens()))
        .orElse(null);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
