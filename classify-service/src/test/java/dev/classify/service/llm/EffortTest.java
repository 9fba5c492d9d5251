package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.exit.CommandFailure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much each model reasons, and how its requests follow from that.
class EffortTest {

  private static final URI SERVER = URI.create("http://127.0.0.1:1/v1");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          gpt-6-luna, gpt-6.1-sol, -,    -,    none, -,    ''
          gpt-6-luna, gpt-6.1-sol, low,  -,    low,  low,  ''
          gpt-6-luna, gpt-6.1-sol, none, -,    none, -,    OPENAI_REASONING_EFFORT=none is left out for model gpt-6.1-sol
          gpt-6-luna, gpt-6.1-sol, -,    high, none, high, ''
          plain  ,    gpt-6-luna,  low,  -,    -,    low,  OPENAI_REASONING_EFFORT=low is left out for model plain
          gpt-6-luna, plain,       -,    high, none, -,    OPENAI_REVIEW_REASONING_EFFORT=high is left out for model plain
          gpt-7-next, qwen3,       none, -,    none, none, ''
          """)
  void eachModelHasItsEffort(
      String model,
      String review,
      String effort,
      String reviewEffort,
      String sent,
      String sentToReview,
      String note) {
    LlmSettings settings =
        TestRequests.settings(
                SERVER,
                "OPENAI_MODEL",
                model,
                "OPENAI_REVIEW_MODEL",
                review,
                "OPENAI_REASONING_EFFORT",
                effort == null ? "" : effort,
                "OPENAI_REVIEW_REASONING_EFFORT",
                reviewEffort == null ? "" : reviewEffort)
            .knowing(TestRequests.MODELS);

    assertThat(settings.firstEffort()).isEqualTo(sent);
    assertThat(settings.reviewEffort()).isEqualTo(sentToReview);
    assertThat(String.join("\n", settings.leftOut())).startsWith(note);
    assertThat(settings.leftOut()).hasSize(note.isEmpty() ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-6.1-sol, OPENAI_REASONING_EFFORT, none, 'low, medium, high, xhigh'",
    "openai/gpt-6.1-sol, OPENAI_REASONING_EFFORT, max, 'low, medium, high, xhigh'",
    "plain, OPENAI_REVIEW_REASONING_EFFORT, minimal, 'none, low, medium, high, xhigh, max'"
  })
  void effortThatAModelIsKnownNotToTakeIsRefusedAtTheStart(
      String model, String setting, String effort, String taken) {
    LlmSettings settings =
        TestRequests.settings(
            SERVER, "OPENAI_MODEL", model, "OPENAI_REVIEW_MODEL", "gpt-6-luna", setting, effort);

    assertThatThrownBy(() -> settings.knowing(TestRequests.MODELS))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(setting + ": model")
        .hasMessageContaining("does not take '" + effort + "'")
        .hasMessageContaining("give one of " + taken + ", or correct");
  }

  /// In the words of OpenAI, Azure, Groq, Mistral, Ollama, Gemini and OpenRouter.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Unsupported value: 'reasoning_effort' does not support 'low' with this model.
          Unrecognized request argument supplied: reasoning_effort
          `reasoning_effort` is not supported with this model
          reasoning_effort is not enabled for this model
          invalid reasoning value: 'low' (must be "high", "medium", or "none")
          think value "low" is not supported for this model
          Thinking level is not supported for this model.
          Reasoning is mandatory for this endpoint and cannot be disabled.
          """)
  void refusedEffortIsLeftOutFromThenOn(String message) {
    try (StubServer server = error(message);
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                    server.baseUrl(), "OPENAI_MODEL", "m", "OPENAI_REASONING_EFFORT", "low"))) {
      assertThat(openAi.model().isReasoningModel()).isTrue();

      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isEqualTo(
              new LlmOutcome.Unavailable(
                  "the server does not support reasoning_effort; requests from now on do without"
                      + " it",
                  0,
                  false));
      assertThat(server.lastBody()).contains("\"reasoning_effort\":\"low\"");

      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).doesNotContain("reasoning_effort");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-6-luna, '', true",
    "gpt-6-luna, low, false",
    "plain, '', true",
    "gpt-6.1-sol, '', false",
    "gpt-oss:20b, '', false",
    "a-model-of-mine, '', false"
  })
  void temperatureIsZeroWhereTheModelTakesItAndDoesNotReason(
      String model, String effort, boolean sent) {
    try (StubServer server = error("No.");
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                        server.baseUrl(), "OPENAI_MODEL", model, "OPENAI_REASONING_EFFORT", effort)
                    .knowing(TestRequests.MODELS))) {
      openAi.model().ask(TestRequests.aboutThree());
      if (sent) {
        assertThat(server.lastBody()).contains("\"temperature\":0.0");
      } else {
        assertThat(server.lastBody()).doesNotContain("\"temperature\":");
      }
    }
  }

  @Test
  void refusedTemperatureIsLeftOutFromThenOn() {
    try (StubServer server =
            error("Unsupported value: 'temperature' does not support 0 with this model.");
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(server.baseUrl(), "OPENAI_MODEL", "gpt-6-luna"))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome().detail())
          .contains("does not support temperature");
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).doesNotContain("\"temperature\":");
    }
  }

  /// As OpenAI writes it, with `param: null`.
  private static StubServer error(String message) {
    return new StubServer(
        400,
        new JsonMapper()
            .createObjectNode()
            .set(
                "error",
                new JsonMapper()
                    .createObjectNode()
                    .put("message", message)
                    .put("type", "invalid_request_error")
                    .putNull("param")
                    .putNull("code"))
            .toString(),
        Map.of());
  }
}
