package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.Leniency;
import dev.classify.llm.ModelAnswer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How servers differ that speak OpenAI's API: vLLM, Ollama, LM Studio, llama.cpp, gateways.
class OtherServersTest {

  private static final String RIGHT =
      AnswerMessage.write(
              List.of(
                  new ModelAnswer("1", TestRequests.RULES.classify(TestRequests.THREE.getFirst()))))
          .toString();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 | {"error":{"message":"Unrecognized request argument supplied: max_completion_tokens"}} | max_completion_tokens
          422 | {"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"]}]}        | max_completion_tokens
          400 | {"error":{"message":"logprobs is not supported"}}                                     | logprobs
          400 | {"detail":"log probabilities are not available"}                                      | logprobs
          400 | {"error":"'response_format.type' must be 'text'"}                                     | the answer format bounded schema
          422 | {"detail":[{"type":"extra_forbidden","loc":["body","response_format"]}]}              | the answer format bounded schema
          501 | {"error":{"message":"json_schema is not implemented"}}                                | the answer format bounded schema
          """)
  void whatAServerLacksIsLeftOutFromThenOn(int status, String body, String lacking) {
    try (StubServer server = new StubServer(status, body, Map.of())) {
      assertThat(server.ask())
          .isEqualTo(
              new LlmOutcome.Unavailable(
                  "the server does not support %s; requests from now on do without it"
                      .formatted(lacking),
                  0,
                  false));
    }
  }

  @Test
  void olderServersAreToldTheBoundByItsOldName() {
    String body = "{\"error\":{\"message\":\"unknown field max_completion_tokens\"}}";
    try (StubServer server = new StubServer(400, body, Map.of());
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody())
          .contains("\"max_completion_tokens\":")
          .doesNotContain("\"max_tokens\":");

      LlmOutcome again = openAi.model().ask(TestRequests.aboutThree()).outcome();

      assertThat(server.lastBody()).contains("\"max_tokens\":").doesNotContain("max_completion");
      assertThat(again).as("nothing more can be left out").isInstanceOf(LlmOutcome.Refused.class);
    }
  }

  @Test
  void effortThatNobodyChoseIsLeftOutForAServerThatKnowsNone() {
    String message = "Unrecognized request argument supplied: reasoning_effort";
    try (StubServer server = StubServer.error(400, "", message);
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(server.baseUrl(), "OPENAI_MODEL", "openai/gpt-6-luna"))) {
      LanguageModel model = openAi.model();
      assertThat(model.isReasoningModel()).isFalse();

      assertThat(model.ask(TestRequests.aboutThree()).outcome())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              left -> assertThat(left.reason()).contains("does not support reasoning_effort"));
      assertThat(server.lastBody()).contains("\"reasoning_effort\":\"none\"");
      assertThat(model.isReasoningModel()).as("its own default is to reason").isTrue();

      model.ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).doesNotContain("reasoning_effort");
    }
  }

  @Test
  void dayOfShutdownIsTheOneThatTheServerAnnouncesElseTheKnownOne() {
    String model = "{\"id\":\"m\",\"object\":\"model\",\"created\":0,\"owned_by\":\"o\"%s}";
    String announced = model.formatted(",\"shutdown_date\":\"2027-03-01\"");
    for (String body : List.of(announced, model.formatted(""), "[]", "<html>")) {
      try (StubServer server = new StubServer(200, body, Map.of());
          OpenAiConnection openAi =
              TestRequests.connect(
                  TestRequests.settings(server.baseUrl(), "OPENAI_MODEL", "plain")
                      .knowing(TestRequests.MODELS))) {
        assertThat(openAi.model().shutdown()).hasValue(LocalDate.parse("2027-02-14"));

        openAi.lookUpShutdowns();

        String day = body.equals(announced) ? "2027-03-01" : "2027-02-14";
        assertThat(openAi.model().shutdown()).as(body).hasValue(LocalDate.parse(day));
        assertThat(server.requests()).isEqualTo(1);
      }
    }
  }

  @Test
  void effortForAReviewModelIsNotSentToAFirstModelThatTakesNone() {
    try (StubServer server = new StubServer(500, "{}", Map.of());
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                        server.baseUrl(),
                        "OPENAI_MODEL",
                        "plain",
                        "OPENAI_REVIEW_MODEL",
                        "gpt-6.1-terra",
                        "OPENAI_REASONING_EFFORT",
                        "low")
                    .knowing(TestRequests.MODELS))) {
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).doesNotContain("reasoning_effort");
      openAi.reviewModel().orElseThrow().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).contains("\"reasoning_effort\":\"low\"");
    }
  }

  @Test
  void moreThanAModelCanWriteIsAskedForInSmallerRequests() {
    String message = "max_completion_tokens is too large: 16032. This model supports at most 4096.";
    try (StubServer server = StubServer.error(400, "invalid_value", message)) {
      assertThat(server.ask()).isInstanceOf(LlmOutcome.TooLarge.class);
    }
  }

  @Test
  void thoughtsBeforeTheAnswerDoNotCount() {
    String draft = "{\"answers\":[{\"id\":\"2\"}]}";
    assertFirstIsAnswered(message("<think>So: " + draft + "?</think>\n" + RIGHT));
    assertFirstIsAnswered(
        message("So: " + draft + "?\n</think>\n\n```json\n" + RIGHT + "\n```"),
        Leniency.TEXT_AROUND);
  }

  @Test
  void contentMayComeInParts() {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    int middle = RIGHT.length() / 2;
    message
        .putArray("content")
        .add(part(RIGHT.substring(0, middle)))
        .add(part(RIGHT.substring(middle)));

    assertFirstIsAnswered(message);
  }

  @Test
  void anErrorThatComesAsSuccessIsOne() {
    String body = "{\"error\":{\"code\":502,\"message\":\"the provider is down\"}}";
    try (StubServer server = new StubServer(200, body, Map.of())) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> {
                assertThat(away.reason()).contains("the provider is down");
                assertThat(away.mayBeBilled()).isFalse();
              });
    }
  }

  /// Gateways report what was written before the failure, or end the answer with an error.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':502},'usage':{'prompt_tokens':900,'completion_tokens':40}}",
        "{'choices':[{'error':{'code':502},'message':{'content':'{'}}]}"
      })
  void anErrorAfterTheModelBeganToAnswerMayBeBilled(String body) {
    try (StubServer server = new StubServer(200, body.replace('\'', '"'), Map.of())) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class, away -> assertThat(away.mayBeBilled()).isTrue());
    }
  }

  @Test
  void theIdOfTheAnswerServesWhereNoHeaderNamesTheRequest() {
    ObjectNode completion = completion(message(RIGHT)).put("id", "chatcmpl-7");
    try (StubServer server = new StubServer(200, completion.toString(), Map.of());
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).providerRequestId())
          .isEqualTo("chatcmpl-7");
    }
  }

  /// No usage, no reason to finish, nothing besides.
  private static void assertFirstIsAnswered(ObjectNode message, Leniency... leniencies) {
    try (StubServer server = new StubServer(200, completion(message).toString(), Map.of())) {
      LlmOutcome.Answered answered = (LlmOutcome.Answered) server.ask();
      assertThat(answered.usage()).isNull();
      assertThat(answered.items().get("1"))
          .isEqualTo(
              new ItemAnswer.Valid(
                  TestRequests.RULES.classify(TestRequests.THREE.getFirst()),
                  Map.of(),
                  Set.of(leniencies)));
    }
  }

  private static ObjectNode message(String content) {
    return JsonNodeFactory.instance.objectNode().put("content", content);
  }

  private static ObjectNode part(String text) {
    return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode completion(ObjectNode message) {
    ObjectNode completion = JsonNodeFactory.instance.objectNode();
    completion.putArray("choices").addObject().set("message", message);
    return completion;
  }
}
