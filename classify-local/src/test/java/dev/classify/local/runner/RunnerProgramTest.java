package dev.classify.local.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.local.process.Component.Summoned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerProgramTest {

  @Test
  void runnerGetsSettingsOfTracesAndNoKeyOfAModel() {
    Summoned runner =
        RunnerProgram.component(
            Path.of("runner.wanted"),
            Map.of(
                "CLASSIFY_NODES", "http://localhost:8080",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318",
                "OPENAI_API_KEY", "secret"),
            List.of());

    assertThat(runner.command().environment())
        .containsEntry("CLASSIFY_NODES", "http://localhost:8080")
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318")
        .doesNotContainKey("OPENAI_API_KEY");
  }
}
