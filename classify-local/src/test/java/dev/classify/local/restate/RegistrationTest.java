package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final byte[] OFFER =
      """
      {"services": [{"name": "classify-api", "handlers": [{"name": "batch"}]}]}
      """
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void nodeThatDoesNotAnswerIsPassedOver() throws Exception {
    List<String> asked = new ArrayList<>();
    HttpServer node = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    node.createContext(
        "/deployments",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, OFFER.length);
          exchange.getResponseBody().write(OFFER);
          exchange.close();
        });
    node.start();
    try {
      List<URI> admins = List.of(admin(unusedPort()), admin(node.getAddress().getPort()));
      URI workers = URI.create("http://nginx:9080");

      assertThat(new Registration(admins, workers, "").register())
          .containsExactly("classify-api/batch");
      assertThat(asked.getFirst())
          .contains("\"uri\":\"http://nginx:9080\"", "\"use_http_11\":true", "\"force\":false");
    } finally {
      node.stop(0);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static URI admin(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }
}
