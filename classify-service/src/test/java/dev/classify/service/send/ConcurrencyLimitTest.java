package dev.classify.service.send;

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
  void limitIsNeverExceeded() {
    for (int i = 0; i < 64; i++) {
      assertThat(limit.free()).isPositive();
      limit.take();
    }
    assertThat(limit.free()).isZero();
    limit.release(0, GOOD, now);
    assertThat(limit.free()).isOne();
    assertThat(limit.limit()).isEqualTo(64);
  }

  @Test
  void failingServerGetsFewerRequestsInFlight() {
    rounds(1, FAILED, Duration.ofSeconds(1));
    int once = limit.limit();
    rounds(10, FAILED, Duration.ofSeconds(1));
    assertThat(once).isLessThan(64);
    assertThat(limit.limit()).isOne();
  }

  @Test
  void slowServerGetsFewerRequestsInFlight() {
    rounds(10, GOOD, Duration.ofSeconds(12));
    assertThat(limit.limit()).isLessThan(4);
  }

  @Test
  void limitGrowsBackAfterRecovery() {
    rounds(12, FAILED, Duration.ofSeconds(1));
    rounds(200, GOOD, Duration.ofSeconds(1));
    assertThat(limit.limit()).isEqualTo(64);
  }

  @Test
  void limitDoublesWithEachRoundOnceTheServerHasBeenCalmForAWhile() {
    rounds(12, FAILED, Duration.ofSeconds(1));
    rounds(8, GOOD, Duration.ofSeconds(1));
    int additive = limit.limit();
    rounds(8, GOOD, Duration.ofSeconds(1));

    assertThat(additive).isLessThan(10);
    assertThat(limit.limit()).isEqualTo(64);
  }

  @Test
  void requestsThatHangInAnOutageNoLongerCount() {
    int hung = limit.take();
    limit.reset();
    assertThat(limit.free()).isEqualTo(64);

    int sent = limit.take();
    limit.release(hung, FAILED, now);
    assertThat(limit.free()).isEqualTo(63);
    limit.release(sent, GOOD, now);
    assertThat(limit.free()).isEqualTo(64);
  }

  @Test
  void requestThatWasNotSentSaysNothingAboutTheServer() {
    limit.take();
    limit.release(0, null, now);

    assertThat(limit.free()).isEqualTo(64);
  }

  @Test
  void occasionalFailuresChangeNothing() {
    for (int i = 0; i < 400; i++) {
      limit.take();
      long sentAt = now;
      now += Duration.ofMillis(100).toNanos();
      limit.release(0, i % 10 == 0 ? FAILED : GOOD, sentAt);
    }
    assertThat(limit.limit()).isEqualTo(64);
  }

  /// Fills the limit in each round and ends all requests with this outcome after this time.
  private void rounds(int rounds, LlmOutcome outcome, Duration took) {
    for (int round = 0; round < rounds; round++) {
      int inFlight = 0;
      while (limit.free() > 0) {
        limit.take();
        inFlight++;
      }
      long sentAt = now;
      now += took.toNanos();
      for (int i = 0; i < inFlight; i++) {
        limit.release(0, outcome, sentAt);
      }
      now++;
    }
  }
}
