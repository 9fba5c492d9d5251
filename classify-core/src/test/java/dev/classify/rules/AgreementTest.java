package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The floors are a little under what is reached: a change that loses more needs a look.
class AgreementTest {

  private static final Path SAMPLES = Path.of("..", "samples");

  @Test
  void rulesAgreeWithTheLabelsOfRealRowsAsOftenAsBefore() {
    Agreement agreement = SharedData.require().goldAgreement();
    assertThat(agreement.rows()).isEqualTo(100);
    agreement.assertAtLeast(
        Map.of(
            "unit_type", 96,
            "scale", 96,
            "currency", 96,
            "reporting_frequency", 96,
            "time_basis", 96,
            "family", 95,
            "indicator_type", 93,
            "temporal_aggregation", 95,
            "heat_map_orientation", 92));
  }

  @Test
  void rulesAgreeWithTheLabelsOfTheSamplesAsOftenAsBefore() {
    IndicatorFile samples = new IndicatorFile(SAMPLES.resolve("indicators.csv"));
    Agreement agreement =
        Agreement.of(List.copyOf(samples.rows().values()), SAMPLES.resolve("labels.csv"));
    assertThat(agreement.rows()).isEqualTo(129);
    agreement.assertAtLeast(
        Map.of(
            "unit_type", 95,
            "scale", 93,
            "currency", 94,
            "reporting_frequency", 97,
            "time_basis", 84,
            "family", 88,
            "indicator_type", 81,
            "temporal_aggregation", 83,
            "heat_map_orientation", 78));
  }
}
