package dev.classify.rules;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The floors are a little below the present shares, so that a larger loss fails the test.
class AgreementTest {

  private static final Path SAMPLES = Path.of("..", "samples");

  @Test
  void rulesAgreeWithTheLabelsOfRealRowsAsOftenAsBefore() {
    Agreement agreement = SharedData.require().goldAgreement();
    assertThat(agreement.rows()).isEqualTo(100);
    agreement.assertAtLeast(
        Map.ofEntries(
            entry("unit_type", 97),
            entry("scale", 97),
            entry("currency", 98),
            entry("reporting_frequency", 98),
            entry("time_basis", 98),
            entry("cumulative_pattern_type", 99),
            entry("family", 97),
            entry("indicator_type", 97),
            entry("temporal_aggregation", 97),
            entry("heat_map_orientation", 97)));
  }

  @Test
  void rulesAgreeWithTheLabelsOfTheSamplesAsOftenAsBefore() {
    IndicatorFile samples = new IndicatorFile(SAMPLES.resolve("indicators.csv"));
    Agreement agreement =
        Agreement.of(List.copyOf(samples.rows().values()), SAMPLES.resolve("labels.csv"));
    assertThat(agreement.rows()).isEqualTo(129);
    agreement.assertAtLeast(
        Map.ofEntries(
            entry("unit_type", 96),
            entry("scale", 94),
            entry("currency", 95),
            entry("reporting_frequency", 97),
            entry("time_basis", 89),
            entry("cumulative_pattern_type", 98),
            entry("family", 90),
            entry("indicator_type", 84),
            entry("temporal_aggregation", 87),
            entry("heat_map_orientation", 85)));
  }
}
