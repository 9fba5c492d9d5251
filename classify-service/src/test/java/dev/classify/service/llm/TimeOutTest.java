package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOutTest {

  @ParameterizedTest
  @ValueSource(strings = {"hang", "late"})
  void serverThatDoesNotAnswerInTimeIsAskedOnce(String fault) throws Exception {
    SimulatorSettings settings =
        SimulatorSettings.DEFAULT.with(Option.PORT, 0).with(Option.FAULT, fault + "=#2");
    try (OpenAiSimulator simulator = OpenAiSimulator.start(settings)) {
      // It loads the classes, so that even a busy machine sends the next one in time.
      assertThat(ask(simulator, "60s")).isInstanceOf(LlmOutcome.Answered.class);

      assertThat(ask(simulator, "2s")).isEqualTo(new LlmOutcome.TimedOut());
      assertThat(simulator.arrived()).isEqualTo(2);
    }
  }

  private static LlmOutcome ask(OpenAiSimulator simulator, String timeout) {
    LlmSettings settings = TestRequests.settings(simulator.baseUrl(), "LLM_TIMEOUT", timeout);
    try (OpenAiConnection connection = TestRequests.connect(settings)) {
      return connection.model().ask(TestRequests.aboutThree()).outcome();
    }
  }
}
