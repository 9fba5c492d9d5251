package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.completions.CompletionUsage;
import dev.classify.llm.Question;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Simulators.ManualClock clock = new Simulators.ManualClock();
  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = OpenAiSimulator.start(Simulators.FREE_PORT, clock.clocks());
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void requestIsRecordedWithItsHeadersAndTokens() throws Exception {
    Question question = TestRequests.question(TestRequests.threeIndicators());
    clock.advance(Duration.ofSeconds(7));

    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                TestRequests.strict(question)
                    .putAdditionalHeader("Idempotency-Key", "batch-1/2")
                    .putAdditionalHeader("X-Client-Request-Id", "request-9")
                    .build());

    RecordedRequest request = simulator.requests().getFirst();
    CompletionUsage usage = completion.usage().orElseThrow();
    assertThat(request.number()).isEqualTo(1);
    assertThat(request.arrivedNanos()).isEqualTo(7_000_000_000L);
    assertThat(request.arrivedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:07Z"));
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.model()).isEqualTo(TestRequests.MODEL);
    assertThat(request.indicators()).isEqualTo(3);
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.promptTokens()).isEqualTo(usage.promptTokens());
    assertThat(request.completionTokens()).isEqualTo(usage.completionTokens());
    assertThat(request.idempotencyKey()).isEqualTo("batch-1/2");
    assertThat(request.clientRequestId()).isEqualTo("request-9");
    assertThat(request.keyHash()).isEqualTo(OpenAiSimulator.keyHash(TestRequests.KEY));
    assertThat(JSON.readTree(simulator.body(1).orElseThrow()).at("/messages/1/content").asText())
        .isEqualTo(question.write());
  }

  @Test
  void controlApiNeverShowsTheKey() throws Exception {
    TestRequests.askThree(client);

    assertThat(get("requests").body()).doesNotContain(TestRequests.KEY);
    assertThat(get("settings").body()).doesNotContain(TestRequests.KEY);
    assertThat(get("requests/1/body").body()).doesNotContain(TestRequests.KEY);
  }

  @Test
  void controlApiListsTheSameRequestsAsTheJavaApi() throws Exception {
    TestRequests.askThree(client);
    TestRequests.askThree(client);

    JsonNode all = JSON.readTree(get("requests").body());
    JsonNode second = JSON.readTree(get("requests?after=1&limit=5").body());

    assertThat(all.path("arrived").asInt()).isEqualTo(2);
    assertThat(all.path("requests"))
        .extracting(JsonNode::toString)
        .containsExactlyElementsOf(
            simulator.requests().stream().map(request -> request.json().toString()).toList());
    assertThat(second.path("requests")).hasSize(1);
    assertThat(get("requests/2/body").body()).isEqualTo(simulator.body(2).orElseThrow());
    assertThat(get("requests/3/body").statusCode()).isEqualTo(404);
    assertThat(get("nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void settingsCanChangeWhileTheSimulatorRuns() throws Exception {
    HttpResponse<String> changed =
        post("settings", "{\"rpm\":60,\"fault\":[\"hang=#9\",\"refusal=0.5\"]}");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(simulator.settings().requestsPerMinute()).isEqualTo(60);
    assertThat(simulator.settings().faults()).hasSize(2);
    assertThat(get("settings").body()).isEqualTo(changed.body());
  }

  @Test
  void invalidSettingIsNamedAndChangesNothing() throws Exception {
    assertThat(post("settings", "{\"rpm\":5,\"tpm\":\"lots\"}").body())
        .contains("--tpm", "'lots'", "fix:");
    assertThat(post("settings", "{\"speed\":1}").body())
        .contains("speed", "fix: choose one of seed");
    assertThat(post("settings", "{\"port\":1}").statusCode()).isEqualTo(400);
    assertThat(post("settings", "[]").statusCode()).isEqualTo(400);
    assertThat(post("settings", "{").statusCode()).isEqualTo(400);
    assertThat(simulator.settings()).isEqualTo(Simulators.FREE_PORT);
  }

  @Test
  void resetClearsRequestsAndLimitsButKeepsSettings() throws Exception {
    simulator.change(simulator.settings().with(Option.RPM, 1));
    TestRequests.askThree(client);

    assertThat(post("reset", "").statusCode()).isEqualTo(200);

    assertThat(simulator.requests()).isEmpty();
    assertThat(simulator.body(1)).isEmpty();
    TestRequests.askThree(client);
    assertThat(simulator.requests()).extracting(RecordedRequest::number).containsExactly(1L);
  }

  @Test
  void oldestRequestsAreDroppedButStillCounted() {
    simulator.change(
        simulator.settings().with(Option.KEEP_REQUESTS, 2).with(Option.KEEP_BODIES, 8_000));

    for (int request = 0; request < 5; request++) {
      TestRequests.askThree(client);
    }

    assertThat(simulator.arrived()).isEqualTo(5);
    assertThat(simulator.requests()).extracting(RecordedRequest::number).containsExactly(4L, 5L);
    assertThat(simulator.body(1)).isEmpty();
    assertThat(simulator.body(5)).isPresent();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(control(path)).GET());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(control(path)).POST(BodyPublishers.ofString(body)));
  }

  private URI control(String path) {
    return simulator.baseUrl().resolve("/_simulator/" + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
