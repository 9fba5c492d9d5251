package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// On a virtual clock: nobody waits.
class ConcurrencyLimitTest {

  private static final Duration ALLOWED = Duration.ofSeconds(20);
  private static final LlmOutcome GOOD =
      new LlmOutcome.Answered(new LinkedHashMap<>(), null, ObservedLimits.NONE);
  private static final LlmOutcome FAILED = new LlmOutcome.Unavailable("HTTP 503", 1_000);

  private long now;
  private final ConcurrencyLimit places = new ConcurrencyLimit(64, ALLOWED, () -> now);

  @Test
  void mostIsNeverExceeded() throws Exception {
    for (int i = 0; i < 64; i++) {
      assertThat(places.acquire(Duration.ZERO)).isTrue();
    }
    assertThat(places.acquire(Duration.ZERO)).isFalse();
    places.release(GOOD, now);
    assertThat(places.acquire(Duration.ZERO)).isTrue();
    assertThat(places.limit()).isEqualTo(64);
  }

  @Test
  void serverThatFailsGetsFewerAtATime() throws Exception {
    rounds(1, FAILED, Duration.ofSeconds(1));
    int once = places.limit();
    rounds(10, FAILED, Duration.ofSeconds(1));
    assertThat(once).isLessThan(64);
    assertThat(places.limit()).isOne();
  }

  @Test
  void serverThatTakesMostOfTheTimeAllowedGetsFewerAtATime() throws Exception {
    rounds(10, GOOD, Duration.ofSeconds(12));
    assertThat(places.limit()).isLessThan(4);
  }

  @Test
  void serverThatHasRecoveredGetsMoreAgain() throws Exception {
    rounds(12, FAILED, Duration.ofSeconds(1));
    rounds(200, GOOD, Duration.ofSeconds(1));
    assertThat(places.limit()).isEqualTo(64);
  }

  @Test
  void failuresNowAndThenChangeNothing() throws Exception {
    for (int i = 0; i < 400; i++) {
      assertThat(places.acquire(Duration.ZERO)).isTrue();
      long begunAt = now;
      now += Duration.ofMillis(100).toNanos();
      places.release(i % 10 == 0 ? FAILED : GOOD, begunAt);
    }
    assertThat(places.limit()).isEqualTo(64);
  }

  /// Takes all places there are and gives them back with this outcome after this time.
  private void rounds(int rounds, LlmOutcome outcome, Duration took) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      int taken = 0;
      while (places.acquire(Duration.ZERO)) {
        taken++;
      }
      long begunAt = now;
      now += took.toNanos();
      for (int i = 0; i < taken; i++) {
        places.release(outcome, begunAt);
      }
      now++;
    }
  }
}
