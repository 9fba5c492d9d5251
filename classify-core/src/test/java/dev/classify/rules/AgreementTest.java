package dev.classify.rules;

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
        Map.of(
            "unit_type", 97,
            "scale", 97,
            "currency", 98,
            "reporting_frequency", 98,
            "time_basis", 98,
            "cumulative_pattern_type", 99,
            "family", 97,
            "indicator_type", 97,
            "temporal_aggregation", 97,
            "heat_map_orientation", 97));
  }

  @Test
  void rulesAgreeWithTheLabelsOfTheSamplesAsOftenAsBefore() {
    IndicatorFile samples = new IndicatorFile(SAMPLES.resolve("indicators.csv"));
    Agreement agreement =
        Agreement.of(List.copyOf(samples.rows().values()), SAMPLES.resolve("labels.csv"));
    assertThat(agreement.rows()).isEqualTo(129);
    agreement.assertAtLeast(
        Map.of(
            "unit_type", 96,
            "scale", 94,
            "currency", 95,
            "reporting_frequency", 97,
            "time_basis", 89,
            "cumulative_pattern_type", 98,
            "family", 90,
            "indicator_type", 84,
            "temporal_aggregation", 87,
            "heat_map_orientation", 85));
  }
}
