package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Restate's answers are those of 1.7.12; NewBuildIT has the real server.
class OutdatedJournalsTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String found =
      """
      {"rows": [{"target": "classify-api/batch", "idempotency_key": "key", "input": "cgQKAnt9"}]}
      """;
  private int killStatus = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void requestIsSentAgainWithItsKeyOnceItsInvocationIsForgotten() throws Exception {
    assertThat(outdated().settle()).isOne();
    assertThat(calls)
        .containsExactly(
            "PATCH /invocations/inv_1/kill null ",
            "PATCH /invocations/inv_1/purge null ",
            "POST /classify-api/batch/send key {}");
  }

  @Test
  void invocationThatIsTriedWithSuccessMeanwhileIsLeftAlone() throws Exception {
    found = "{\"rows\": []}";
    assertThat(outdated().settle()).isZero();
    assertThat(calls).isEmpty();
  }

  @Test
  void invocationThatSomebodyElseHasKilledIsNotSentAgain() throws Exception {
    killStatus = 409;
    assertThat(outdated().settle()).isZero();
    assertThat(calls).containsExactly("PATCH /invocations/inv_1/kill null ");
  }

  private OutdatedJournals outdated() {
    List<URI> address = List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    return new OutdatedJournals(address, address);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!path.equals("/query")) {
      String key = call.getRequestHeaders().getFirst("idempotency-key");
      calls.add("%s %s %s %s".formatted(call.getRequestMethod(), path, key, body));
      send(call, path.endsWith("/kill") ? killStatus : 200, "{}");
    } else if (body.contains("sys_journal")) {
      send(call, 200, found);
    } else if (body.contains("RT0016")) {
      send(call, 200, "{\"rows\": [{\"id\": \"inv_1\"}]}");
    } else {
      send(call, 200, "{\"rows\": []}");
    }
  }

  private static void send(HttpExchange call, int status, String json) throws IOException {
    try (call) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, body.length);
      call.getResponseBody().write(body);
    }
  }
}
