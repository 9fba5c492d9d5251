package dev.classify.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.ledger.LedgerResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RequestMetrics metrics = new RequestMetrics(registry);

  @Test
  void answeredRequestCountsItsTokensCostAndTime() {
    metrics.ended("m", "standard", result("answered", "flex", 1_000L, new BigDecimal("0.25")));
    metrics.ended("m", "standard", result("answered", "flex", 500L, new BigDecimal("0.5")));

    assertThat(requests("flex", "answered")).isEqualTo(2);
    assertThat(registry.get("classify.llm.tokens").tags("model", "m", "kind", "prompt").counter())
        .extracting(counter -> counter.count())
        .isEqualTo(1_500.0);
    assertThat(registry.get("classify.llm.spend.usd").tag("tier", "flex").counter().count())
        .isEqualTo(0.75);
    assertThat(registry.get("classify.llm.request.duration").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(4);
  }

  @Test
  void failedRequestCountsUnderTheTierThatItAskedFor() {
    metrics.ended("m", "standard", result("throttled", null, null, null));

    assertThat(requests("standard", "throttled")).isEqualTo(1);
    assertThat(registry.find("classify.llm.tokens").counters()).isEmpty();
    assertThat(registry.find("classify.llm.spend.usd").counters()).isEmpty();
  }

  @Test
  void tierThatAServerInventsMakesNoSeriesOfItsOwn() {
    metrics.ended("m", "standard", result("answered", "tier-4711", 1L, null));
    metrics.ended("m", "standard", result("answered", "tier-4712", 1L, null));

    assertThat(requests("other", "answered")).isEqualTo(2);
  }

  @Test
  void requestInAFileHasNoLatency() {
    metrics.endedInFile("m", "batch", result("answered", "batch", 1L, null));

    assertThat(requests("batch", "answered")).isEqualTo(1);
    assertThat(registry.find("classify.llm.request.duration").timer()).isNull();
  }

  @Test
  void requestWaitsAndFliesUntilItIsClosed() {
    try (RequestMetrics.Counted _ = metrics.waits("m")) {
      assertThat(gauge("classify.llm.requests.waiting")).isEqualTo(1);
    }
    try (RequestMetrics.Counted _ = metrics.flies("m")) {
      assertThat(gauge("classify.llm.requests.in.flight")).isEqualTo(1);
    }
    assertThat(gauge("classify.llm.requests.waiting")).isZero();
    assertThat(gauge("classify.llm.requests.in.flight")).isZero();
  }

  private double gauge(String name) {
    return registry.get(name).tag("model", "m").gauge().value();
  }

  private double requests(String tier, String outcome) {
    return registry
        .get("classify.llm.requests")
        .tags("model", "m", "tier", tier, "outcome", outcome)
        .counter()
        .count();
  }

  private static LedgerResult result(
      String outcome, @Nullable String tier, @Nullable Long tokens, @Nullable BigDecimal cost) {
    return new LedgerResult(
        true,
        outcome,
        1,
        tokens,
        null,
        null,
        null,
        tier,
        cost,
        null,
        null,
        null,
        Duration.ofSeconds(2));
  }
}
