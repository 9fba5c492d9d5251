package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasoningRoomTest {

  private static final long TEXT = 1_000;

  private final ReasoningRoom room = new ReasoningRoom("m");

  @Test
  void answersWithinTheirTextNeedNone() {
    room.answered(TEXT, TEXT, 640);

    assertThat(room.isNeeded()).isFalse();
    assertThat(room.answerTokensMax(TEXT, 0)).isEqualTo(TEXT);
    assertThat(room.answerTokensMax(TEXT, 5_000)).isEqualTo(5_000);
  }

  @Test
  void roomIsHalfAsMuchAgainAsWasUsedAndShrinksWithTheAnswers() {
    room.answered(TEXT, 9_000, TEXT + 2_000);
    assertThat(room.isNeeded()).isTrue();
    assertThat(room.answerTokensMax(TEXT, 0)).as("3000 in a power of two").isEqualTo(TEXT + 4_096);

    for (int answer = 1; answer < 64; answer++) {
      room.answered(TEXT, 9_000, TEXT + 300);
      assertThat(room.answerTokensMax(TEXT, 0)).isEqualTo(TEXT + 4_096);
    }
    room.answered(TEXT, 9_000, TEXT + 300);
    assertThat(room.answerTokensMax(TEXT, 0)).isEqualTo(TEXT + 1_024);
  }

  @Test
  void answerThatWasCutOffMakesRoomForAllRequests() {
    room.cutOff(TEXT, 8_192);
    assertThat(room.answerTokensMax(TEXT, 0)).isGreaterThanOrEqualTo(8_192).isLessThan(16_384);

    room.answered(TEXT, 9_192, 9_192);
    assertThat(room.answerTokensMax(TEXT, 0)).as("it reached the bound").isGreaterThan(18_000);
  }

  @Test
  void roomIsBounded() {
    room.cutOff(TEXT, 65_536);
    room.answered(TEXT, 65_536, 200_000);
    assertThat(room.answerTokensMax(TEXT, 0)).isEqualTo(65_536);

    room.tooMuch(65_536);
    assertThat(room.answerTokensMax(TEXT, 0)).isEqualTo(32_768);
    room.tooMuch(8_192);
    assertThat(room.answerTokensMax(TEXT, 8_192)).isEqualTo(4_096);
  }

  /// A model that thinks under a name of its own, as llama.cpp and vLLM serve it.
  @Test
  void modelThatReasonsUnderAnUnknownNameGetsRoomAfterItsFirstAnswer() {
    String body =
        "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"\","
            + "\"reasoning_content\":\"Hm.\"}}],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":992}}";
    try (StubServer server = new StubServer(200, body, Map.of());
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(server.baseUrl(), "OPENAI_MODEL", "my-thinker"))) {
      LanguageModel model = openAi.model();
      long before = model.estimate(TestRequests.aboutThree()).answerTokensMax();
      assertThat(model.isReasoningModel()).isFalse();

      assertThat(model.ask(TestRequests.aboutThree()).outcome())
          .isInstanceOf(LlmOutcome.CutOff.class);

      assertThat(model.isReasoningModel()).isTrue();
      long after = model.estimate(TestRequests.aboutThree()).answerTokensMax();
      assertThat(before).isEqualTo(992);
      assertThat(after).isBetween(8_192L, 16_384L);
      model.ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).contains("\"max_completion_tokens\":" + after);
    }
  }

  /// What was reserved for a request is what it may cost, whatever was learned meanwhile.
  @Test
  void requestThatWaitsKeepsTheBoundThatWasReservedForIt() {
    String body =
        "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"\"}}],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":992}}";
    try (StubServer server = new StubServer(200, body, Map.of());
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      LanguageModel model = openAi.model();
      LlmRequest reserved =
          TestRequests.aboutThree()
              .bounded(model.estimate(TestRequests.aboutThree()).answerTokensMax());
      model.ask(TestRequests.aboutThree());
      model.ask(reserved);
      assertThat(server.lastBody()).contains("\"max_completion_tokens\":992");
    }
  }

  @Test
  void modelThatCannotWriteAsMuchIsAskedForLess() {
    String message = "max_completion_tokens is too large: 8192. This model supports at most 4096.";
    try (StubServer server = StubServer.error(400, "invalid_value", message);
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      LlmRequest raised = TestRequests.aboutThree().withAnswerTokensMax(8_192);
      assertThat(openAi.model().ask(raised).outcome()).isInstanceOf(LlmOutcome.TooLarge.class);
      openAi.model().ask(raised);
      assertThat(server.lastBody()).contains("\"max_completion_tokens\":4096");
    }
  }
}
