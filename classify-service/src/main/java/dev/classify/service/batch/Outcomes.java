package dev.classify.service.batch;

import dev.classify.price.PriceTable;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.ledger.LedgerResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What an outcome says about a request as such: its word in the ledger, and what it took.
final class Outcomes {

  private Outcomes() {}

  /// @param cost null where the price is not known, or nobody knows what the request took
  static LedgerResult result(LlmReply reply, @Nullable BigDecimal cost, Duration latency) {
    LlmOutcome outcome = reply.outcome();
    LlmUsage usage = usage(outcome);
    return new LedgerResult(
        answered(outcome),
        word(outcome),
        usage == null ? null : usage.promptTokens(),
        usage == null ? null : usage.cachedTokens(),
        usage == null ? null : usage.completionTokens(),
        cost,
        reply.providerRequestId(),
        latency);
  }

  /// Prompt and completion together.
  static long tokens(LlmUsage usage) {
    return usage.promptTokens() + usage.completionTokens();
  }

  /// Null where nobody knows.
  static @Nullable LlmUsage usage(LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.Answered answered -> answered.usage();
      case LlmOutcome.Refused refused -> refused.usage();
      case LlmOutcome.Malformed malformed -> malformed.usage();
      case LlmOutcome.Throttled _,
          LlmOutcome.QuotaExhausted _,
          LlmOutcome.Unusable _,
          LlmOutcome.TooLarge _ ->
          LlmUsage.NONE;
      case LlmOutcome.Unavailable _, LlmOutcome.TimedOut _, LlmOutcome.Interrupted _ -> null;
    };
  }

  /// Null where nobody knows it.
  static @Nullable BigDecimal cost(
      LlmOutcome outcome, String model, PriceTable prices, LocalDate day) {
    LlmUsage usage = usage(outcome);
    if (usage == null) {
      return null;
    }
    if (tokens(usage) == 0) {
      return BigDecimal.ZERO;
    }
    return prices
        .of(model, usage.serviceTier(), day)
        .map(
            price ->
                price.cost(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens()))
        .orElse(null);
  }

  private static boolean answered(LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.Answered _, LlmOutcome.Refused _, LlmOutcome.Malformed _ -> true;
      case LlmOutcome.Throttled _,
          LlmOutcome.QuotaExhausted _,
          LlmOutcome.Unusable _,
          LlmOutcome.TooLarge _,
          LlmOutcome.Unavailable _,
          LlmOutcome.TimedOut _,
          LlmOutcome.Interrupted _ ->
          false;
    };
  }

  private static String word(LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.Answered _ -> "answered";
      case LlmOutcome.Throttled _ -> "throttled";
      case LlmOutcome.QuotaExhausted _ -> "quota-exhausted";
      case LlmOutcome.Unusable _ -> "unusable";
      case LlmOutcome.TooLarge _ -> "too-large";
      case LlmOutcome.Refused _ -> "refused";
      case LlmOutcome.Malformed _ -> "malformed";
      case LlmOutcome.Unavailable _ -> "unavailable";
      case LlmOutcome.TimedOut _ -> "timed-out";
      case LlmOutcome.Interrupted _ -> "interrupted";
    };
  }
}
