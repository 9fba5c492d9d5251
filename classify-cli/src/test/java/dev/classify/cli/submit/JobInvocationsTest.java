package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobInvocationsTest {

  @Test
  void everyBatchThatTheQueryFindsIsKilledAndPurgedByANodeThatAnswers() throws Exception {
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    HttpServer admin = server(requests);
    try {
      URI node = URI.create("http://127.0.0.1:" + admin.getAddress().getPort());
      URI down = URI.create("http://127.0.0.1:1");
      assertThat(new JobInvocations(List.of(down, node)).kill("job")).hasValue(2);
    } finally {
      admin.stop(0);
    }
    assertThat(requests)
        .containsExactlyInAnyOrder(
            "POST /query",
            "PATCH /invocations/one/kill",
            "PATCH /invocations/one/purge",
            "PATCH /invocations/two/kill",
            "PATCH /invocations/two/purge");
  }

  @Test
  void nothingIsSaidOfBatchesWhereNoNodeAnswers() throws Exception {
    assertThat(new JobInvocations(List.of(URI.create("http://127.0.0.1:1"))).kill("job")).isEmpty();
  }

  @Test
  void idIsSearchedWholeAndNeedsNoQuoting() {
    assertThat(JobInvocations.select("a"))
        .contains("like '%226a6f624964223a226122%'")
        .doesNotContain("\"a\"");
    assertThat(JobInvocations.select("it's \"%\"")).doesNotContain("it's");
  }

  private static HttpServer server(List<String> requests) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.getRequestBody().readAllBytes();
          byte[] body =
              "{\"rows\":[{\"id\":\"one\"},{\"id\":\"two\"}]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
