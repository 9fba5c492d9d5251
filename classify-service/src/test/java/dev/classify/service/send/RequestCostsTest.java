package dev.classify.service.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.llm.TokenEstimate;
import dev.classify.model.PriceTable;
import dev.classify.model.ServiceTier;
import dev.classify.service.batch.ScriptedModel;
import dev.classify.service.llm.LlmUsage;
import dev.classify.store.ledger.LedgerRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestCostsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final RequestCosts COSTS =
      new RequestCosts(
          PriceTable.read(
                  "prices.csv",
                  """
                  since,model,tier,prompt,cached,completion,cache_write
                  2025-01-01,writes,,2,0.2,10,2.5
                  2025-01-01,plain,,2,0.2,10
                  """)
              .withSurcharge(BigDecimal.TEN));

  @Test
  void cacheWritesHaveTheirPriceAndTheSurchargeIsOnEverything() {
    LlmUsage usage = new LlmUsage(1_000_000, 300_000, 400_000, 100_000, null);

    assertThat(COSTS.of(usage, "standard", request("writes"))).isEqualByComparingTo("2.926");
    assertThat(COSTS.of(usage, "standard", request("plain"))).isEqualByComparingTo("2.706");
    assertThat(COSTS.of(usage, "standard", request("unknown"))).isNull();
  }

  /// The first requests of a job write the cache.
  @Test
  void reservationCoversARequestThatIsWrittenToTheCacheAsAWhole() {
    TokenEstimate tokens = new TokenEstimate(5_000, 700);
    LlmUsage worst = new LlmUsage(5_500, 0, 5_500, 700, null);

    BigDecimal reserved = COSTS.max(model("writes"), ServiceTier.AUTO, tokens, NOW);

    assertThat(reserved).isGreaterThanOrEqualTo(COSTS.of(worst, "standard", request("writes")));
    assertThat(reserved).isGreaterThan(COSTS.max(model("plain"), ServiceTier.AUTO, tokens, NOW));
    assertThat(COSTS.max(model("unknown"), ServiceTier.AUTO, tokens, NOW)).isNull();
  }

  /// A provider names the tier that it has served and bills in its answer.
  @Test
  void reservationAtFlexCoversARequestThatIsServedAtStandard() {
    RequestCosts costs =
        new RequestCosts(
            PriceTable.read(
                "prices.csv",
                """
                since,model,tier,prompt,cached,completion
                2025-01-01,both,,2,0.2,10
                2025-01-01,both,flex,1,0.1,5
                2025-01-01,cheap,flex,1,0.1,5
                """));
    TokenEstimate tokens = new TokenEstimate(5_000, 700);
    LlmUsage worst = new LlmUsage(5_500, 0, 0, 700, "default");

    BigDecimal reserved =
        Objects.requireNonNull(costs.max(model("both"), ServiceTier.FLEX, tokens, NOW));

    String billed = ServiceTier.FLEX.billed(worst.serviceTier());
    assertThat(reserved).isGreaterThanOrEqualTo(costs.of(worst, billed, request("both")));
    assertThat(reserved)
        .isEqualByComparingTo(costs.max(model("both"), ServiceTier.STANDARD, tokens, NOW));
    assertThat(costs.max(model("cheap"), ServiceTier.FLEX, tokens, NOW))
        .isEqualByComparingTo(reserved.divide(BigDecimal.TWO));
    assertThat(costs.max(model("cheap"), ServiceTier.STANDARD, tokens, NOW)).isNull();
  }

  private static ScriptedModel model(String name) {
    return new ScriptedModel(name, new TestClock());
  }

  private static LedgerRequest request(String model) {
    return new LedgerRequest(
        "id",
        NOW,
        "job",
        "batch",
        "budget",
        "worker",
        model,
        "standard",
        1,
        1,
        1,
        null,
        Duration.ofMinutes(2));
  }
}
