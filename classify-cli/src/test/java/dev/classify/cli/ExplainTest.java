package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeInput() throws IOException {
    file = folder.resolve("in.csv");
    Files.writeString(
        file,
        """
        indicator_id,name,units,scale,periodicity
        A,Bank loans,PLN bn,Millions,Monthly
        B,Unemployment rate,%,,Monthly
        C,,%,,Monthly
        D,Series,glorp,,
        E,"Japan - GDP, seasonally adjusted",constant 2015 USD mn,,Quarterly
        """);
  }

  @Test
  void everyFieldShowsItsEvidenceAndTheEvidenceAgainstIt() {
    assertThat(run("explain", "A", "--input", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out))
        .contains("A  Bank loans")
        .containsPattern("scale +billions +0\\.")
        .contains("won      units say billions  [units, 80]")
        .contains("against  millions: the scale field says millions  [scale, 60]")
        .contains("heat_map_orientation");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void unusedWordsOfTheUnitAreShown() {
    assertThat(run("explain", "D", "--input", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("no unit could be established").contains("unknown");
  }

  @Test
  void jsonHoldsTheChainOfEachField() throws JsonProcessingException {
    int exit = run("explain", "B", "--input", file.toString(), "--output", "json");

    assertThat(exit).isEqualTo(ExitCode.DONE);
    JsonNode json = new ObjectMapper().readTree(text(out));
    JsonNode unit = json.at("/rules/fields/unit_type");
    assertThat(unit.get("value").asText()).isEqualTo("percentage");
    assertThat(unit.at("/won/source").asText()).isEqualTo("units");
    assertThat(unit.get("confidence").asDouble()).isBetween(0.5, 1.0);
    assertThat(json.at("/rules/fields/currency/value").isNull()).isTrue();
    assertThat(json.at("/rules/fields")).hasSize(10);
    assertThat(json.get("stored").isNull()).isTrue();
  }

  @Test
  void attributesShowWhatStatesThem() throws JsonProcessingException {
    assertThat(run("explain", "E", "--input", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out))
        .containsPattern("seasonal_adjustment +seasonally-adjusted +0\\.90")
        .contains("stated   name: seasonally adjusted")
        .contains(
            "SDMX: FREQ=Q, UNIT_MULT=6, UNIT_MEASURE=USD, ADJUSTMENT=S, PRICES=Q,"
                + " TRANSFORMATION=N, REF_AREA=JP");

    out.reset();
    assertThat(run("explain", "E", "--input", file.toString(), "--output", "json"))
        .isEqualTo(ExitCode.DONE);
    JsonNode attributes = new ObjectMapper().readTree(text(out)).at("/rules/attributes");
    assertThat(attributes.at("/base_period/value").asText()).isEqualTo("2015");
    assertThat(attributes.at("/reference_area/evidence").asText())
        .isEqualTo("name: the area it names");
    assertThat(attributes.at("/sdmx/PRICES").asText()).isEqualTo("Q");
  }

  @Test
  void unknownIdIsAUsageErrorWithAHint() {
    assertThat(run("explain", "Z", "--input", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("has no indicator Z", "--map");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void unusableRowIsReportedWithItsReason() {
    assertThat(run("explain", "C", "--input", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("in.csv:4", "name", "fix:");
  }

  private int run(String... args) {
    return Main.run(
        args,
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
