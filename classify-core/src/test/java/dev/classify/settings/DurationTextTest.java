package dev.classify.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "90s,PT1M30S", "1.5s,PT1.5S", "15m,PT15M", "2h,PT2H", "0ms,PT0S"})
  void numberWithAUnitIsADuration(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "s", "-1s", "1 s", "1d", "1.s", "999999999h"})
  void otherTextIsNoDuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void formattedDurationIsReadBackUnchanged() {
    Duration duration = Duration.ofNanos(3_600_000_250_001L);
    assertThat(DurationText.format(duration)).isEqualTo("3600000.250001ms");
    assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
  }
}
