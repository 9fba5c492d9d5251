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

/// `classify models`, and a file of models of the user's own.
class ModelsTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void tableShowsAbilitiesPricesAndTheDayOfShutdown() {
    assertThat(run(Map.of(), "models")).isEqualTo(ExitCode.DONE);
    assertThat(out())
        .containsPattern(
            "gpt-6-luna +none +none low medium high xhigh max +unless-reasoning +unless-reasoning"
                + " +1050000 +0.10 +0.50 +flex 0.5 batch 0.5 fast 2")
        .containsPattern("gpt-5.4-nano +.*2027-04-01");
  }

  @Test
  void fileOfTheUserAddsAModelThatEstimatesArePricedWith() throws IOException {
    Path models =
        Files.writeString(
            folder.resolve("models.csv"), "model,like,shutdown\nour-deployment,gpt-6-luna,-\n");
    Map<String, String> environment = Map.of("LLM_MODELS", models.toString());

    assertThat(run(environment, "models", "--output", "json")).isEqualTo(ExitCode.DONE);
    JsonNode first = new ObjectMapper().readTree(out()).get("models").get(0);
    assertThat(first.get("model").textValue()).isEqualTo("our-deployment");
    assertThat(first.get("effort").textValue()).isEqualTo("none");
    assertThat(first.get("tiers").get("batch").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(cost(environment, "our-deployment")).isEqualTo(cost(Map.of(), "gpt-6-luna"));
  }

  @Test
  void estimateWarnsOfAModelThatIsSwitchedOff() throws IOException {
    Path models =
        Files.writeString(folder.resolve("models.csv"), "model,shutdown\nour-model,2026-01-01\n");
    Map<String, String> environment = Map.of("LLM_MODELS", models.toString());

    assertThat(run(environment, "estimate", input().toString(), "--model", "our-model"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out()).contains("its provider switched our-model off on 2026-01-01");
  }

  @Test
  void wrongFileIsReportedWithLineColumnAndFix() throws IOException {
    Path models = Files.writeString(folder.resolve("models.csv"), "model,prompt\none,cheap\n");

    assertThat(run(Map.of("LLM_MODELS", models.toString()), "prices")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(models + ":2: column prompt 'cheap' is no price", "fix: write US dollars");
  }

  private double cost(Map<String, String> environment, String model) throws IOException {
    assertThat(
            run(environment, "estimate", input().toString(), "--model", model, "--output", "json"))
        .as(err::toString)
        .isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(out()).get("cost_usd").doubleValue();
  }

  private Path input() throws IOException {
    return Files.writeString(folder.resolve("rows.csv"), "indicator_id,name\n1,Exports\n");
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
