package dev.classify.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final RateLimits limits = new RateLimits();

  @Test
  void noSixtySecondsContainMoreThanTheLimit() {
    SimulatorSettings settings = SimulatorSettings.DEFAULT.with(Option.RPM, 20);
    SplittableRandom random = new SplittableRandom(3);
    List<Long> admitted = new ArrayList<>();
    long now = 0;
    for (int request = 0; request < 2_000; request++) {
      now += random.nextLong(6 * SECOND);
      if (admit(0, now, settings).verdict() == Admission.Verdict.ADMITTED) {
        admitted.add(now);
      }
    }
    assertThat(admitted).hasSizeGreaterThan(500);
    for (int last = 20; last < admitted.size(); last++) {
      assertThat(admitted.get(last) - admitted.get(last - 20)).isGreaterThanOrEqualTo(60 * SECOND);
    }
  }

  @Test
  void clientThatWaitsAsLongAsToldIsAdmitted() {
    SimulatorSettings settings =
        SimulatorSettings.DEFAULT.with(Option.RPM, 3).with(Option.TPM, 1_000);
    SplittableRandom random = new SplittableRandom(5);
    long now = 0;
    for (int request = 0; request < 500; request++) {
      now += random.nextLong(SECOND);
      long tokens = random.nextLong(1, 600);
      Admission admission = admit(tokens, now, settings);
      if (admission.verdict() != Admission.Verdict.ADMITTED) {
        now += admission.retryAfter().toNanos();
        assertThat(admit(tokens, now, settings).verdict()).isEqualTo(Admission.Verdict.ADMITTED);
      }
    }
  }

  @Test
  void chargesAreSettledInAnyOrder() {
    SimulatorSettings settings = SimulatorSettings.DEFAULT.with(Option.TPM, 1_000);
    TokenCharge later = admit(400, 2 * SECOND, settings).charge();
    TokenCharge earlier = admit(400, SECOND, settings).charge();

    earlier.settle(10);
    later.settle(20);

    assertThat(admit(1, 3 * SECOND, settings).state().tokensLeft()).isEqualTo(969);
    assertThat(admit(0, 70 * SECOND, settings).state().tokensLeft()).isEqualTo(1_000);
    later.settle(500);
    assertThat(admit(0, 70 * SECOND, settings).state().tokensLeft()).isEqualTo(1_000);
  }

  private Admission admit(long tokens, long nowNanos, SimulatorSettings settings) {
    return limits.admit("key", "model", tokens, settings, nowNanos);
  }
}
