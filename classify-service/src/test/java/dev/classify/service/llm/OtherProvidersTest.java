package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A model at each provider that docs/models.md lists answers all rows, after at most a few
/// requests that find out what the provider lacks.
class OtherProvidersTest {

  private static final JsonMapper JSON = new JsonMapper();

  /// @param detours the outcome of each request before the answer
  /// @param format of the last request
  /// @param left parameters that the last request does not have
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          GEMINI     | unavailable unavailable | json_object | logprobs
          ANTHROPIC  | -                       | json_schema | -
          MISTRAL    | unavailable unavailable | json_schema | max_completion_tokens logprobs
          DEEPSEEK   | unavailable malformed   | json_object | -
          GROQ       | unavailable unavailable | json_schema | logprobs
          OPENROUTER | unavailable             | json_schema | -
          VLLM       | unavailable             | json_schema | -
          LLAMA_CPP  | unavailable             | json_schema | -
          OLLAMA     | unavailable             | json_schema | reasoning_effort
          LM_STUDIO  | unavailable unavailable | text        | response_format
          """)
  void everyRowIsAnswered(OtherProvider provider, String detours, String format, String left)
      throws Exception {
    List<JsonNode> requests = new ArrayList<>();
    try (StubServer server =
            new StubServer(
                body -> {
                  requests.add(JSON.readTree(body));
                  return provider.answer(requests.getLast(), requests.size());
                });
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                    server.baseUrl(),
                    "OPENAI_MODEL",
                    "a-model",
                    "OPENAI_REASONING_EFFORT",
                    provider == OtherProvider.OLLAMA ? "xhigh" : ""))) {
      List<String> before = new ArrayList<>();
      LlmOutcome outcome = openAi.model().ask(TestRequests.aboutThree()).outcome();
      while (!(outcome instanceof LlmOutcome.Answered) && before.size() < 5) {
        before.add(outcome.word());
        outcome = openAi.model().ask(TestRequests.aboutThree()).outcome();
      }

      assertThat(outcome)
          .isInstanceOfSatisfying(
              LlmOutcome.Answered.class,
              answered -> {
                assertThat(answered.items()).hasSize(3);
                assertThat(answered.items().values())
                    .allMatch(item -> item instanceof ItemAnswer.Valid);
              });
      assertThat(String.join(" ", before)).isEqualTo(detours == null ? "" : detours);
      JsonNode last = requests.getLast();
      assertThat(last.at("/response_format/type").asText("text")).isEqualTo(format);
      for (String parameter : left == null ? List.<String>of() : List.of(left.split(" ", -1))) {
        assertThat(last.has(parameter)).as(parameter).isFalse();
      }
      assertThat(last.has("max_tokens")).isEqualTo(provider == OtherProvider.MISTRAL);
      assertThat(last.has("prompt_cache_key")).isFalse();
      assertThat(last.has("service_tier")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(OtherProvider.class)
  void wrongKeyStopsTheJobWithAFix(OtherProvider provider) {
    if (!provider.needsKey()) {
      return;
    }
    try (StubServer server = provider.withWrongKey()) {
      assertThat(server.ask().stopReason()).contains("refuses the key", "set OPENAI_API_KEY");
      assertThat(server.requests()).isEqualTo(1);
    }
  }
}
