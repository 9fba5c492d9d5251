package dev.classify.simulator.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.model.ModelSettings;
import dev.classify.model.ModelTable;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that never reasons, like those before GPT-5. No model of today is of this kind.
class ArgumentCheckTest {

  private static final ModelTable MODELS =
      ModelSettings.from(Map.of("LLM_MODELS", "mine.csv"))
          .read(_ -> "model,reasons,temperature,logprobs\nplain,no,yes,yes\n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CHAT      | \"speed\":1 | Unrecognized request argument supplied: speed",
        "CHAT      | \"reasoning_effort\":\"low\""
            + " | Unrecognized request argument supplied: reasoning_effort",
        "RESPONSES | \"reasoning\":{\"effort\":\"low\"} | 'reasoning.effort' is not supported"
      })
  void argumentIsRefusedInTheWordsForItsKind(Endpoint endpoint, String argument, String message)
      throws Exception {
    assertThat(check(endpoint, argument).error())
        .hasValueSatisfying(error -> assertThat(error.message()).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"temperature\":0,\"logprobs\":true", "\"reasoning_effort\":null"})
  void temperatureAndProbabilitiesAreTaken(String arguments) throws Exception {
    assertThat(check(Endpoint.CHAT, arguments).error()).isEmpty();
  }

  private static ArgumentCheck check(Endpoint endpoint, String arguments) throws Exception {
    return new ArgumentCheck(
        endpoint,
        new JsonMapper().readTree("{\"model\":\"plain\",%s}".formatted(arguments)),
        MODELS);
  }
}
