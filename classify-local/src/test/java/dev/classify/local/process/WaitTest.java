package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WaitTest {

  private final AtomicInteger checks = new AtomicInteger();

  @Test
  void waitEndsAsSoonAsTheStateIsAsWanted() throws Exception {
    assertThat(wait(Duration.ofSeconds(10)).until(count -> count == 3, checks::incrementAndGet))
        .isEqualTo(3);
  }

  @Test
  void lateStateIsReturnedAndTheFailureNamesWhatWasWaitedFor() throws Exception {
    Wait wait = wait(Duration.ofMillis(50));
    int last = wait.until(count -> count < 0, checks::incrementAndGet);
    assertThat(last).isGreaterThan(1).isEqualTo(checks.get());
    assertThat(
            new Wait("node-1 to start", Duration.ofMillis(1), Duration.ofSeconds(9))
                .timedOut("it is down", "start it"))
        .hasMessageContaining("waited 9 s for node-1 to start: it is down")
        .hasMessageContaining("start it");
  }

  @Test
  void conditionThatNeverHoldsEndsWithFalse() throws Exception {
    assertThat(wait(Duration.ofMillis(20)).until(() -> false)).isFalse();
    assertThat(wait(Duration.ofSeconds(10)).until(() -> checks.incrementAndGet() == 2)).isTrue();
  }

  @Test
  void failureOfACheckEndsTheWaitAtOnce() {
    assertThatThrownBy(
            () ->
                wait(Duration.ofSeconds(10))
                    .until(
                        _ -> false,
                        () -> {
                          checks.incrementAndGet();
                          throw new IOException("disk full");
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(checks).hasValue(1);
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> wait(Duration.ofSeconds(10)).until(() -> false))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static Wait wait(Duration timeout) {
    return new Wait("the test", Duration.ofMillis(5), timeout);
  }
}
