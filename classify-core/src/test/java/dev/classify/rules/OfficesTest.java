package dev.classify.rules;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Series as some fifty statistical offices, central banks and international organisations write
/// them, in 26 languages, labelled by hand. The part of an id before the dot names the origin.
///
/// Labels that are open to another reading are marked so.
class OfficesTest {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "classify", "rules");

  @Test
  void seriesOfManyOfficesAreReadAsOftenAsBefore() {
    IndicatorFile series = new IndicatorFile(FOLDER.resolve("offices.csv"));
    Agreement agreement =
        Agreement.of(List.copyOf(series.rows().values()), FOLDER.resolve("offices-labels.csv"));
    assertThat(agreement.rows()).isEqualTo(447);
    agreement.assertAtLeast(
        Map.ofEntries(
            entry("unit_type", 95),
            entry("scale", 96),
            entry("currency", 96),
            entry("reporting_frequency", 99),
            entry("time_basis", 96),
            entry("cumulative_pattern_type", 99),
            entry("family", 95),
            entry("indicator_type", 93),
            entry("temporal_aggregation", 95),
            entry("heat_map_orientation", 92)));
  }

  /// Two sets in other styles, labelled before the rules saw them and looked at afterwards.
  /// docs/quality.md says how much of them was right before anybody looked.
  @Test
  void moreSeriesAreReadAsOftenAsBefore() {
    IndicatorFile series = new IndicatorFile(FOLDER.resolve("more-offices.csv"));
    Agreement agreement =
        Agreement.of(
            List.copyOf(series.rows().values()), FOLDER.resolve("more-offices-labels.csv"));
    assertThat(agreement.rows()).isEqualTo(347);
    agreement.assertAtLeast(
        Map.ofEntries(
            entry("unit_type", 99),
            entry("scale", 99),
            entry("currency", 99),
            entry("reporting_frequency", 99),
            entry("time_basis", 98),
            entry("cumulative_pattern_type", 99),
            entry("family", 99),
            entry("indicator_type", 98),
            entry("temporal_aggregation", 98),
            entry("heat_map_orientation", 97)));
  }
}
