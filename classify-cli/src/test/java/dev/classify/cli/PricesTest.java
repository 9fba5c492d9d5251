package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prices`, and what they make of an estimate.
class PricesTest {

  private static final String SURCHARGE = "LLM_PRICE_SURCHARGE_PERCENT";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void tableShowsCacheWritesAndSaysThatPricesIncludeASurcharge() {
    assertThat(run(Map.of(), "prices")).isEqualTo(ExitCode.DONE);
    assertThat(out())
        .contains("cache write")
        .containsPattern("gpt-6-luna +0.10 +0.01 +0.125 +0.50")
        .containsPattern("gpt-6-luna +flex +0.05 +0.005 +0.0625 +0.25")
        .containsPattern("gpt-5.4-mini +0.75 +0.075 +0.75 +4.50")
        .doesNotContain("surcharge");

    assertThat(run(Map.of(SURCHARGE, "10"), "prices")).isEqualTo(ExitCode.DONE);
    assertThat(out())
        .containsPattern("gpt-6-luna +0.11\\d* +0.011\\d* +0.1375\\d* +0.55\\d*")
        .contains("every price includes a surcharge of 10 % (LLM_PRICE_SURCHARGE_PERCENT)");
  }

  @Test
  void jsonHasTheSame() throws IOException {
    run(Map.of(SURCHARGE, "10"), "prices", "--output", "json");

    JsonNode json = new ObjectMapper().readTree(out());
    assertThat(json.get("surcharge_percent").asInt()).isEqualTo(10);
    JsonNode luna =
        json.findParents("model").stream()
            .filter(line -> line.get("model").textValue().equals("gpt-6-luna"))
            .findFirst()
            .orElseThrow();
    assertThat(luna.get("prompt").decimalValue()).isEqualByComparingTo("0.11");
    assertThat(luna.get("cache_write").decimalValue()).isEqualByComparingTo("0.1375");
  }

  @Test
  void wrongSurchargeIsReportedWithAFix() {
    assertThat(run(Map.of(SURCHARGE, "a tenth"), "prices")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(SURCHARGE + " is not a percentage from 0 to 999: 'a tenth'", "such as 10");
  }

  @Test
  void estimateIncludesTheSurcharge() throws IOException {
    double plain = estimate(Map.of());

    assertThat(estimate(Map.of(SURCHARGE, "10")) / plain).isBetween(1.099, 1.101);
  }

  private double estimate(Map<String, String> environment) throws IOException {
    Path input = Files.writeString(folder.resolve("rows.csv"), "indicator_id,name\n1,Exports\n");
    String[] args = {"estimate", input.toString(), "--model", "gpt-6-luna", "--output", "json"};
    assertThat(run(environment, args)).as(err::toString).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(out()).get("cost_usd").doubleValue();
  }

  private int run(Map<String, String> environment, String... args) {
    out.reset();
    return Main.run(
        args,
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
