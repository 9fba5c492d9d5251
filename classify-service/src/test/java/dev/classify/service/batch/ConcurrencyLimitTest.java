package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// Runs on a virtual clock.
class ConcurrencyLimitTest {

  private static final Duration ALLOWED = Duration.ofSeconds(20);
  private static final LlmOutcome GOOD =
      new LlmOutcome.Answered(new LinkedHashMap<>(), null, ObservedLimits.NONE);
  private static final LlmOutcome FAILED = new LlmOutcome.Unavailable("HTTP 503", 1_000, true);

  private long now;
  private final ConcurrencyLimit limit = new ConcurrencyLimit(64, ALLOWED, () -> now);

  @Test
  void limitIsNeverExceeded() throws Exception {
    for (int i = 0; i < 64; i++) {
      assertThat(limit.acquire(Duration.ZERO)).isTrue();
    }
    assertThat(limit.acquire(Duration.ZERO)).isFalse();
    limit.release(GOOD, now);
    assertThat(limit.acquire(Duration.ZERO)).isTrue();
    assertThat(limit.limit()).isEqualTo(64);
  }

  @Test
  void failingServerGetsFewerRequestsInFlight() throws Exception {
    rounds(1, FAILED, Duration.ofSeconds(1));
    int once = limit.limit();
    rounds(10, FAILED, Duration.ofSeconds(1));
    assertThat(once).isLessThan(64);
    assertThat(limit.limit()).isOne();
  }

  @Test
  void slowServerGetsFewerRequestsInFlight() throws Exception {
    rounds(10, GOOD, Duration.ofSeconds(12));
    assertThat(limit.limit()).isLessThan(4);
  }

  @Test
  void limitGrowsBackAfterRecovery() throws Exception {
    rounds(12, FAILED, Duration.ofSeconds(1));
    rounds(200, GOOD, Duration.ofSeconds(1));
    assertThat(limit.limit()).isEqualTo(64);
  }

  @Test
  void occasionalFailuresChangeNothing() throws Exception {
    for (int i = 0; i < 400; i++) {
      assertThat(limit.acquire(Duration.ZERO)).isTrue();
      long sentAt = now;
      now += Duration.ofMillis(100).toNanos();
      limit.release(i % 10 == 0 ? FAILED : GOOD, sentAt);
    }
    assertThat(limit.limit()).isEqualTo(64);
  }

  /// Fills the limit in each round and ends all requests with this outcome after this time.
  private void rounds(int rounds, LlmOutcome outcome, Duration took) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      int inFlight = 0;
      while (limit.acquire(Duration.ZERO)) {
        inFlight++;
      }
      long sentAt = now;
      now += took.toNanos();
      for (int i = 0; i < inFlight; i++) {
        limit.release(outcome, sentAt);
      }
      now++;
    }
  }
}
