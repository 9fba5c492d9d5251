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
    URI address = URI.create(simulator.baseUrl().toString().replace("/v1", "") + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
