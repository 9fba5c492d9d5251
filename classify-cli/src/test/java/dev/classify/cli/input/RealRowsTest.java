package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealRowsTest {

  @TempDir Path folder;

  @Test
  void csvAndJsonlOfTheSameRowsGiveTheSameIndicators() throws Exception {
    ReadInput csv = ReadInput.of(GivenData.file("indicators-real.csv"));
    ReadInput jsonl = ReadInput.of(GivenData.file("indicators-real.jsonl"));
    assertThat(csv.rows()).hasSize(1_912);
    assertThat(csv.indicators()).isEqualTo(jsonl.indicators());
    assertThat(csv.badLines()).isEmpty();
    assertThat(jsonl.bad()).isEmpty();
  }

  @Test
  void textOfRealRowsThatOnlyLooksLikeHtmlIsKept() throws Exception {
    assertThat(ReadInput.of(GivenData.file("indicators-real.csv")).indicators())
        .extracting(Indicator::name)
        .contains("Benefit-cost ratio -  In-Kind -extreme poor (<$1.90 PPP a day)");
  }

  @Test
  void writtenRowsAreReadBackUnchangedFromBothFormats() throws Exception {
    for (String name : List.of("indicators-real.csv", "indicators-hard.csv")) {
      List<Indicator> indicators = ReadInput.of(GivenData.file(name)).indicators();
      ReadInput csv = ReadInput.of(writeCsv(indicators));
      ReadInput jsonl = ReadInput.of(writeJsonl(indicators));
      assertThat(csv.indicators()).isEqualTo(indicators);
      assertThat(jsonl.indicators()).isEqualTo(indicators);
      assertThat(csv.good()).allSatisfy(row -> assertThat(row.warnings()).isEmpty());
    }
  }

  private Path writeJsonl(List<Indicator> indicators) throws IOException {
    return Files.write(
        folder.resolve("again.jsonl"),
        indicators.stream().map(indicator -> IndicatorJson.write(indicator).toString()).toList());
  }

  private Path writeCsv(List<Indicator> indicators) throws IOException {
    Path file = folder.resolve("again.csv");
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(Stream.of(IndicatorField.values()).map(IndicatorField::column).toList());
      for (Indicator indicator : indicators) {
        csv.writeRecord(Stream.of(IndicatorField.values()).map(f -> text(indicator, f)).toList());
      }
    }
    return file;
  }

  private static String text(Indicator indicator, IndicatorField field) {
    JsonNode json = IndicatorJson.write(indicator).path(field.column());
    return json.isArray() ? json.toString() : json.asText();
  }
}
