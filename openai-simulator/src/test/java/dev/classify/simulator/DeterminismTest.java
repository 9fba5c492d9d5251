package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIServiceException;
import dev.classify.indicator.Indicator;
import dev.classify.llm.ModelAnswer;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import dev.classify.taxonomy.AnswerField;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  private static final List<Indicator> MANY =
      IntStream.range(0, 50)
          .mapToObj(i -> TestRequests.indicator("Exports no. " + i, "USD mn"))
          .toList();

  @Test
  void sameSeedMakesTheSameErrorsInAnyGrouping() throws Exception {
    SimulatorSettings settings = Simulators.FREE_PORT.with(Option.ERROR_RATE, 0.2);
    List<ModelAnswer> together = answers(settings, MANY);

    assertThat(answers(settings, MANY)).isEqualTo(together);
    assertThat(answers(settings, MANY.subList(7, 8)).getFirst().classification())
        .isEqualTo(together.get(7).classification());
    assertThat(answers(settings.with(Option.SEED, 2), MANY)).isNotEqualTo(together);
  }

  @Test
  void errorRateIsTheShareOfWrongValues() throws Exception {
    List<ModelAnswer> right = TestRequests.expectedAnswers(TestRequests.question(MANY));
    List<ModelAnswer> answers = answers(Simulators.FREE_PORT.with(Option.ERROR_RATE, 0.2), MANY);

    long wrong = 0;
    for (int i = 0; i < MANY.size(); i++) {
      for (AnswerField field : AnswerField.values()) {
        Optional<String> value = field.token(answers.get(i).classification());
        wrong += value.equals(field.token(right.get(i).classification())) ? 0 : 1;
      }
    }

    assertThat(wrong).isBetween(70L, 130L);
    assertThat(answers(Simulators.FREE_PORT, MANY)).isEqualTo(right);
  }

  @Test
  void sameSeedInjectsFaultsIntoTheSameRequests() throws Exception {
    SimulatorSettings settings =
        Simulators.FREE_PORT.with(Option.FAULT, "server-error=0.3 missing-id=0.3");

    List<List<String>> faults = faults(settings);

    assertThat(faults(settings)).isEqualTo(faults);
    assertThat(faults(settings.with(Option.SEED, 2))).isNotEqualTo(faults);
    assertThat(faults).contains(List.of("server-error"), List.of("missing-id"), List.of());
  }

  private static List<ModelAnswer> answers(SimulatorSettings settings, List<Indicator> indicators)
      throws Exception {
    try (OpenAiSimulator simulator = OpenAiSimulator.start(settings)) {
      OpenAIClient client = TestRequests.client(simulator);
      return TestRequests.answers(
          TestRequests.content(
              client
                  .chat()
                  .completions()
                  .create(TestRequests.strict(TestRequests.question(indicators)).build())));
    }
  }

  private static List<List<String>> faults(SimulatorSettings settings) throws Exception {
    try (OpenAiSimulator simulator = OpenAiSimulator.start(settings)) {
      OpenAIClient client = TestRequests.client(simulator);
      for (int request = 0; request < 30; request++) {
        try {
          TestRequests.askThree(client);
        } catch (OpenAIServiceException expected) {
          assertThat(expected.statusCode()).isEqualTo(500);
        }
      }
      return simulator.requests().stream().map(RecordedRequest::faults).toList();
    }
  }
}
