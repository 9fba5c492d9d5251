package dev.classify.service.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Runs on a virtual clock.
class ServerHealthTest {

  private long now;
  private final ServerHealth health = new ServerHealth(() -> now);

  @Test
  void silenceOfManyRequestsIsAHang() {
    answer(1);
    assertThat(health.hangs(8)).isFalse();
    pass(15);
    assertThat(health.hangs(8)).as("just fifteen seconds").isFalse();
    pass(1);
    assertThat(health.hangs(8)).isTrue();
    assertThat(health.hangs(7)).as("few requests").isFalse();
  }

  @Test
  void serverThatUsuallyTakesLongIsWaitedForLonger() {
    for (int i = 0; i < 100; i++) {
      answer(20);
    }
    assertThat(health.hangs(50)).isFalse();
    pass(79);
    assertThat(health.hangs(50)).isFalse();
    pass(2);
    assertThat(health.hangs(50)).isTrue();
  }

  /// What is in flight will be answered as late, and is paid for.
  @Test
  void serverThatHasBecomeSlowIsWaitedForUntilItIsFastAgain() {
    answer(1);
    long sentAt = now;
    assertThat(health.hangs(50)).isFalse();
    pass(16);
    assertThat(health.hangs(50)).isTrue();
    health.outageBegan();
    pass(14);
    health.answered(sentAt);
    assertThat(health.isOverdue(sentAt)).isFalse();
    assertThat(health.hangs(50)).isFalse();
    pass(60);
    assertThat(health.hangs(50)).isFalse();
    answer(1);
    assertThat(health.isOverdue(sentAt)).isTrue();
  }

  @Test
  void serverThatHasNeverAnsweredIsGivenItsTimeout() {
    assertThat(health.hangs(50)).isFalse();
    pass(100);
    assertThat(health.hangs(50)).isFalse();
  }

  @Test
  void outageMeansThatTheServerHasNotWorked() {
    long began = now;
    assertThat(health.workedSince(began)).isFalse();
    answer(1);
    assertThat(health.workedSince(began)).isTrue();
    pass(1);
    health.outageBegan();
    pass(1);
    answer(1);
    assertThat(health.workedSince(began)).as("the request may have failed in the outage").isFalse();
    assertThat(health.workedSince(now - 1)).isTrue();
  }

  private void answer(int seconds) {
    long sentAt = now;
    pass(seconds);
    health.answered(sentAt);
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
