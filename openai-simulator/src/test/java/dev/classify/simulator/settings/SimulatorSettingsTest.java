package dev.classify.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorSettingsTest {

  @Test
  void settingsCanBeParsedFromTheirTexts() {
    SimulatorSettings settings =
        SimulatorSettings.of(
            Map.of(
                Option.LATENCY, "lognormal:1s,2500ms",
                Option.LATENCY_PER_TOKEN, "1.5ms",
                Option.FAULT, "hang=#3,7 server-error=0.05 insufficient-quota=#100+",
                Option.ERROR_RATE, "0.125",
                Option.MODELS, "a, b"));

    assertThat(SimulatorSettings.of(settings.texts())).isEqualTo(settings);
    assertThat(settings.latencyPerToken()).isEqualTo(Duration.ofNanos(1_500_000));
    assertThat(settings.models()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "PORT,70000",
    "SEED,x",
    "ERROR_RATE,1.5",
    "RPM,-1",
    "TPM,many",
    "COUNT_REFUSED,yes",
    "LATENCY,1s",
    "LATENCY,'lognormal:1s,5s'",
    "LATENCY,'lognormal:1s,500ms'",
    "LATENCY,'normal:1s'",
    "LATENCY_PER_TOKEN,5",
    "FAULT,fire=0.1",
    "FAULT,hang",
    "FAULT,hang=#0",
    "FAULT,hang=2",
    "FAULT,'hang=#1,'",
    "RETRY_AFTER,soon",
    "MODELS,' , '",
    "BATCH_VALIDATING,soon",
    "BATCH_LINES,0",
    "BATCH_QUEUED_TOKENS,-1",
    "KEEP_REQUESTS,0"
  })
  void invalidSettingIsNamedWithItsFix(Option option, String text) {
    assertThatThrownBy(() -> SimulatorSettings.DEFAULT.with(option, text))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(option.flag())
        .hasMessageContaining("'" + text.strip() + "'")
        .hasMessageContaining("fix: ");
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThatThrownBy(() -> SimulatorSettings.of(Map.of(Option.RPM, "x", Option.TPM, "y")))
        .hasMessageContaining("--rpm")
        .hasMessageContaining("--tpm");
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void everyFaultCanBeSet(FaultKind kind) {
    SimulatorSettings settings = SimulatorSettings.DEFAULT.with(Option.FAULT, kind.key() + "=#1");

    assertThat(settings.faults()).extracting(FaultRule::kind).containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal:1s,200ms", "lognormal:1s,2500ms", "constant:1s"})
  void latenciesHaveTheirMean(String text) {
    RandomGenerator random = SeededRandom.of(7);
    Latency latency = Latency.read(text).orElseThrow();

    double mean =
        IntStream.range(0, 20_000)
            .mapToLong(_ -> latency.draw(random).toNanos())
            .average()
            .orElse(0);

    assertThat(mean / 1e9).isCloseTo(1, within(0.03));
  }

  @Test
  void lognormalLatencyHasItsPercentile() {
    RandomGenerator random = SeededRandom.of(7);
    Latency latency = Latency.read("lognormal:1s,2500ms").orElseThrow();

    long above =
        IntStream.range(0, 20_000)
            .filter(_ -> latency.draw(random).compareTo(Duration.ofMillis(2_500)) > 0)
            .count();

    assertThat(above / 20_000.0).isCloseTo(0.05, within(0.005));
  }
}
