package dev.classify.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.text.TableSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Words and codes for how often values appear, in the languages of the statistical offices.
class WorldPeriodicitiesTest {

  private final FrequencyEvidence evidence =
      new FrequencyEvidence(TimeTables.read(TableSet.of(List.of(), List.of())));

  @ParameterizedTest
  @MethodSource("lines")
  void periodicityIsReadInItsLanguage(String written, String frequency) {
    Indicator indicator = Indicator.of("X", "X", null, written);

    assertThat(evidence.of(indicator, FieldTokens.of(indicator)))
        .first()
        .extracting(FrequencyReading::frequency)
        .extracting(ReportingFrequency::token)
        .isEqualTo(frequency);
    assertThat(evidence.periodicityUnread(indicator)).isFalse();
  }

  static Stream<Object[]> lines() throws IOException {
    try (InputStream table =
        WorldPeriodicitiesTest.class.getResourceAsStream(
            "/dev/classify/rules/world-periodicities.csv")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> (Object[]) line.split("\\|", -1));
    }
  }
}
