package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import dev.classify.simulator.settings.Option;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outages that begin and end while the simulator runs.
class OutagesTest {

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = Simulators.plain();
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
    http.close();
  }

  @Test
  void closedPortRefusesConnectionsUntilItsTimeIsOver() throws Exception {
    TestRequests.askThree(client);

    assertThat(post("close?for=1500ms", "").statusCode()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(1)).until(this::refused);
    assertThatThrownBy(() -> TestRequests.askThree(client))
        .hasRootCauseInstanceOf(IOException.class);

    await().atMost(Duration.ofSeconds(10)).until(() -> !refused());
    TestRequests.askThree(client);
    assertThat(simulator.requests()).hasSize(2);
  }

  @Test
  void requestInFlightFailsWhenThePortCloses() throws Exception {
    simulator.change(simulator.settings().with(Option.LATENCY, "constant:60s"));
    FutureTask<ChatCompletion> begun = new FutureTask<>(() -> TestRequests.askThree(client));
    Thread.ofVirtual().start(begun);
    await().until(() -> !simulator.requests().isEmpty());

    post("close?for=50ms", "");

    assertThatThrownBy(begun::get).hasRootCauseInstanceOf(IOException.class);
    assertThat(simulator.requests().getFirst().status()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "close?for=soon", "close?for=0s", "close?for=61m"})
  void portIsNotClosedWithoutAProperTime(String call) throws Exception {
    HttpResponse<String> reply = post(call, "");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("at most an hour", "fix:");
    TestRequests.askThree(client);
  }

  @Test
  void pageReplacesTheAnswerWithStatus200() throws Exception {
    post("settings", "{\"fault\": \"html=1\"}");

    HttpResponse<String> page =
        http.send(
            HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/chat/completions"))
                .header("authorization", "Bearer " + TestRequests.KEY)
                .POST(
                    BodyPublishers.ofString(
                        "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).startsWith("<!DOCTYPE html>");
    assertThat(simulator.requests().getFirst().faults()).containsExactly("html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hang", "server-error", "rate-limit", "rate-limit-bare", "reset-midway", "html"})
  void faultThatIsTakenBackLeavesNothing(String fault) throws Exception {
    post("settings", "{\"fault\": \"" + fault + "=1\"}");
    OpenAIClient impatient = TestRequests.client(simulator, Duration.ofMillis(500));
    assertThatThrownBy(() -> TestRequests.askThree(impatient)).isInstanceOf(RuntimeException.class);
    impatient.close();

    post("settings", "{\"fault\": []}");

    TestRequests.askThree(client);
    assertThat(simulator.requests()).hasSize(2);
    assertThat(simulator.requests().getFirst().faults()).containsExactly(fault);
    assertThat(simulator.requests().getLast().faults()).isEmpty();
  }

  private boolean refused() throws IOException {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
      return false;
    } catch (ConnectException _) {
      return true;
    }
  }

  private HttpResponse<String> post(String call, String body) throws Exception {
    URI uri = simulator.baseUrl().resolve("/_simulator/" + call);
    return http.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }
}
