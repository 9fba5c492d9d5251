package dev.classify.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A worker that is healthy, tells Restate of one handler, and does nothing.
///
/// The handler is named by SERVICE_STUB_HANDLER, `run` where that is not set. Its exit takes
/// SERVICE_STUB_DRAIN seconds.
final class StubWorker {

  private StubWorker() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv("SERVICE_PORT"));
    int drainSeconds = Integer.parseInt(System.getenv().getOrDefault("SERVICE_STUB_DRAIN", "0"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(drainSeconds)));
    String handler = System.getenv().getOrDefault("SERVICE_STUB_HANDLER", "run");
    String manifest =
        """
        {"protocolMode":"REQUEST_RESPONSE","minProtocolVersion":5,"maxProtocolVersion":5,
         "services":[{"name":"stub","ty":"SERVICE","handlers":[{"name":"%s"}]}]}
        """
            .formatted(handler);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/classify-api/health", e -> answer(e, "application/json", "{}"));
    server.createContext(
        "/discover", e -> answer(e, "application/vnd.restate.endpointmanifest.v3+json", manifest));
    server.start();
  }

  private static void drain(int seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
