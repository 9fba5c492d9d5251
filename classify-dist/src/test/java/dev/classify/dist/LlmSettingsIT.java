package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A batch continues after the settings of the workers have changed.
class LlmSettingsIT {

  private LlmStack llm;
  private EmbeddedStack stack;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    llm = LlmStack.up(folder, SimulatorSettings.DEFAULT.with(Option.PORT, 0), Map.of());
    stack = llm.stack();
  }

  @AfterEach
  void stop() throws Exception {
    llm.down();
  }

  @Test
  void waitingBatchContinuesAfterTheSettingsOfTheWorkersChanged() throws Exception {
    String[] options = {"--per-request", "5", "--rpm", "120"};
    BuiltProgram.RunningCommand first = llm.start("changed", Samples.FILE, options);
    await().atMost(Duration.ofSeconds(60)).until(() -> llm.simulator().arrived() >= 4);
    first.process().destroyForcibly().waitFor();
    BuiltProgram.Result up = stack.restart(Map.of("LLM_RPM", "5000", "LLM_TPM", "90000000"));
    assertThat(up.exit()).as(up.err()).isZero();

    BuiltProgram.Result ended = llm.run("changed", Samples.FILE, options);

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(llm.classified("changed")).isEqualTo(129);
    assertThat(stack.number("select count(*) from llm_requests where attempt > 1"))
        .as("requests in flight when the workers stopped")
        .isLessThan(10);
  }
}
