package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import dev.classify.llm.AnswerSchema;
import dev.classify.simulator.settings.Option;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestChecksTest {

  private static OpenAiSimulator simulator;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = Simulators.plain();
    client = TestRequests.client(simulator);
  }

  @AfterAll
  static void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void requestWithoutAKeyIsRefused() throws Exception {
    HttpResponse<String> refused =
        post("/v1/chat/completions", "{\"model\":\"gpt-6-luna\"}", Map.of());

    JsonNode error = new JsonMapper().readTree(refused.body()).path("error");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").isNull()).isTrue();
  }

  @Test
  void requestWithAnotherKeyIsRefused() throws Exception {
    try (OpenAiSimulator guarded =
        Simulators.with(Option.KEY_HASH, OpenAiSimulator.keyHash("sk-another"))) {
      UnauthorizedException thrown =
          catchThrowableOfType(
              UnauthorizedException.class,
              () -> TestRequests.askThree(TestRequests.client(guarded)));
      assertThat(thrown.code()).contains("invalid_api_key");
    }
  }

  @Test
  void unknownModelIsNotFound() {
    NotFoundException thrown =
        catchThrowableOfType(
            NotFoundException.class,
            () ->
                client
                    .chat()
                    .completions()
                    .create(
                        TestRequests.plain(TestRequests.question(TestRequests.threeIndicators()))
                            .model("gpt-0")
                            .build()));
    assertThat(thrown.code()).contains("model_not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\"} | messages | missing_required_parameter",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[]} | messages |"
            + " empty_array",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"boss\"}]}"
            + " | messages[0].role | invalid_value",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"x\"}],\"max_tokens\":5} | max_tokens | unsupported_parameter",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"x\"}],\"max_completion_tokens\":0} | max_completion_tokens"
            + " | integer_below_min_value",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"x\"}],\"response_format\":{\"type\":\"json_object\"}} | messages | ``",
        "/v1/chat/completions | {\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"x\"}],\"max_completion_tokens\":400000} | messages"
            + " | context_length_exceeded",
        "/v1/responses | {\"model\":\"gpt-6-luna\"} | input | missing_required_parameter",
        "/v1/responses | {\"input\":\"x\"} | model | missing_required_parameter",
        "/v1/responses | {\"model\":\"gpt-6-luna\",\"input\":\"x\",\"text\":{\"format\":{\"type\":"
            + "\"json_schema\",\"name\":\"a\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}}"
            + " | text.format.schema | invalid_json_schema",
        "/v1/chat/completions | {\"model\": | `` | ``"
      })
  void invalidRequestNamesTheParameter(String path, String body, String param, String code)
      throws Exception {
    HttpResponse<String> refused = post(path, body, Map.of("authorization", "Bearer sk-x"));

    JsonNode error = new JsonMapper().readTree(refused.body()).path("error");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("param").asText("")).isEqualTo(param);
    assertThat(error.path("code").asText("")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/properties/answers/items | additionalProperties"
            + " | In context=('properties', 'answers', 'items'), 'additionalProperties'",
        "/properties/answers/items | required | Missing 'id'",
        "`` | additionalProperties | In context=(), 'additionalProperties'",
        "`` | type | must be a JSON Schema of 'type: \"object\"'"
      })
  void schemaThatIsNotStrictIsRefused(String place, String keyword, String message) {
    ObjectNode schema = AnswerSchema.strict();
    ((ObjectNode) schema.at(place)).remove(keyword);

    BadRequestException thrown =
        catchThrowableOfType(BadRequestException.class, () -> askWith(schema));

    assertThat(thrown).hasMessageContaining(message);
    assertThat(thrown.param()).contains("response_format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-6-luna   | \"speed\":1 | speed | unknown_parameter | Unknown parameter: 'speed'.",
        "gpt-6.2-sol  | \"reasoning_effort\":\"none\" | reasoning_effort | unsupported_value |"
            + " 'none' with this model. Supported values are: 'low', 'medium', 'high', and 'xhigh'",
        "gpt-6-luna   | \"temperature\":0 | temperature | unsupported_value"
            + " | does not support 0 with this model. Only the default (1)",
        "gpt-6.2-sol  | \"temperature\":0.2,\"reasoning_effort\":\"low\" | temperature"
            + " | unsupported_value | does not support 0.2",
        "gpt-6-luna   | \"logprobs\":true,\"reasoning_effort\":\"low\" | logprobs"
            + " | unsupported_parameter | 'logprobs' is not supported with this model",
        "gpt-6-luna   | \"service_tier\":\"batch\" | service_tier | invalid_value | 'batch'",
        "gpt-5.6-luna | \"service_tier\":\"flex\" | service_tier | ``"
            + " | Invalid service_tier argument"
      })
  void argumentThatTheModelDoesNotTakeIsRefused(
      String model, String arguments, String param, String code, String message) throws Exception {
    HttpResponse<String> refused = ask(model, arguments);

    JsonNode error = new JsonMapper().readTree(refused.body()).path("error");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error.path("param").asText("")).isEqualTo(param);
    assertThat(error.path("code").asText("")).isEqualTo(code);
    assertThat(error.path("message").asText()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-6-luna   | \"temperature\":0,\"logprobs\":true,\"reasoning_effort\":\"none\" |"
            + " default",
        "gpt-6-luna   | \"temperature\":1,\"reasoning_effort\":null | default",
        "gpt-5.2      | \"temperature\":0,\"logprobs\":true,\"service_tier\":\"auto\" | default",
        "gpt-6-luna   | \"service_tier\":\"flex\" | flex",
        "gpt-6-luna   | \"service_tier\":\"priority\" | priority",
        "gpt-6-luna   | \"service_tier\":null | default",
        "gpt-5.6-terra | \"service_tier\":\"priority\" | default"
      })
  void answerNamesTheTierAtWhichItRan(String model, String arguments, String tier)
      throws Exception {
    simulator.change(simulator.settings().with(Option.MODELS, "*"));
    HttpResponse<String> answer = ask(model, arguments);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonMapper().readTree(answer.body()).path("service_tier").asText())
        .isEqualTo(tier);
    assertThat(simulator.requests().getLast().tier()).isEqualTo(tier);
  }

  @Test
  void modelThatNobodyKnowsTakesEverythingThatTheApiKnows() throws Exception {
    simulator.change(simulator.settings().with(Option.MODELS, "*"));

    assertThat(ask("ours", "\"temperature\":0,\"reasoning_effort\":\"low\"").statusCode())
        .isEqualTo(200);
    assertThat(ask("ours", "\"speed\":1").statusCode()).isEqualTo(400);
  }

  @Test
  void flexCanBeOutOfRoomWhereOtherTiersAreNot() throws Exception {
    try (OpenAiSimulator full = Simulators.with(Option.FAULT, "flex-unavailable=1")) {
      HttpResponse<String> refused = ask(full, "gpt-6-luna", "\"service_tier\":\"flex\"");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("resource_unavailable", "Resource unavailable");
      assertThat(ask(full, "gpt-6-luna", "\"service_tier\":\"default\"").statusCode())
          .isEqualTo(200);
    }
  }

  private static HttpResponse<String> ask(String model, String arguments) throws Exception {
    return ask(simulator, model, arguments);
  }

  private static HttpResponse<String> ask(OpenAiSimulator asked, String model, String arguments)
      throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],%s}"
            .formatted(model, arguments);
    return post(asked, "/v1/chat/completions", body, Map.of("authorization", "Bearer sk-x"));
  }

  @Test
  void unknownPathIsNotFound() throws Exception {
    assertThat(post("/v1/embeddings", "{}", Map.of()).statusCode()).isEqualTo(404);
  }

  private static void askWith(ObjectNode schema) {
    client
        .chat()
        .completions()
        .create(
            TestRequests.plain(TestRequests.question(TestRequests.threeIndicators()))
                .responseFormat(TestRequests.format("broken", schema))
                .build());
  }

  private static HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws Exception {
    return post(simulator, path, body, headers);
  }

  private static HttpResponse<String> post(
      OpenAiSimulator asked, String path, String body, Map<String, String> headers)
      throws Exception {
    URI address = URI.create(asked.baseUrl().toString().replace("/v1", "") + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
