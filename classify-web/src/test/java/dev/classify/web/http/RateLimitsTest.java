package dev.classify.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RateLimits limits = new RateLimits(nanos::get);

  @Test
  void callerWhoSentTooManyIsRefusedUntilTheNextMinute() {
    for (int i = 0; i < RateLimits.REQUESTS_PER_WINDOW; i++) {
      assertThat(limits.count("anna").exceeded()).isFalse();
    }
    assertThat(limits.count("anna").exceeded()).isTrue();
    assertThat(limits.count("anna").headers().get("RateLimit")).isEqualTo("\"caller\";r=0;t=60");
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(limits.count("anna").remaining()).isEqualTo(599);
  }

  @Test
  void callersDoNotShareTheirQuota() {
    limits.count("anna");
    assertThat(limits.count("bob").remaining()).isEqualTo(599);
  }
}
