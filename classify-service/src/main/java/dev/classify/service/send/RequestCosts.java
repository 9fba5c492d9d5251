package dev.classify.service.send;

import dev.classify.llm.TokenEstimate;
import dev.classify.model.PriceTable;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.ledger.LedgerRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What requests may cost and have cost, in US dollars, by the prices of the day they are sent.
record RequestCosts(PriceTable prices) {

  /// The most that a request can cost; null where the price is not known.
  @Nullable BigDecimal max(LanguageModel model, TokenEstimate tokens, Instant sentAt) {
    return prices
        .of(model.name(), model.serviceTier(), day(sentAt))
        .map(price -> price.costMax(tokens.promptTokens(), tokens.answerTokensMax()))
        .orElse(null);
  }

  /// What a request has cost; null where the price is not known.
  @Nullable BigDecimal of(LlmUsage usage, LedgerRequest request) {
    if (usage.totalTokens() == 0) {
      return BigDecimal.ZERO;
    }
    return prices
        .of(request.model(), usage.serviceTier(), day(request.grantedAt()))
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
