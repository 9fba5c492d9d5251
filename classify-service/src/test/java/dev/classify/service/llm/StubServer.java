package dev.classify.service.llm;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server that says one thing to whatever comes.
final class StubServer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String lastBody = "";
  private volatile String lastAddress = "";
  private volatile Headers lastHeaders = new Headers();

  /// What a stub makes of a request.
  interface Answer {
    OtherProvider.Reply to(String body) throws IOException;
  }

  StubServer(int status, String body, Map<String, String> headers) {
    this(_ -> new OtherProvider.Reply(status, body), headers);
  }

  /// A server whose answer depends on the request.
  StubServer(Answer answer) {
    this(answer, Map.of());
  }

  private StubServer(Answer answer, Map<String, String> headers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, answer, headers));
    server.start();
  }

  /// A server with TLS that says one thing.
  StubServer(SSLContext tls, int status, String body) {
    try {
      HttpsServer secure =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/", exchange -> answer(exchange, _ -> new OtherProvider.Reply(status, body), Map.of()));
    server.start();
  }

  /// The error body of OpenAI.
  static StubServer error(int status, String code, String message, String... headers) {
    return new StubServer(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
            .formatted(message, code, code),
        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
  }

  URI baseUrl() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create("%s://127.0.0.1:%d/v1".formatted(scheme, server.getAddress().getPort()));
  }

  /// What came last.
  String lastBody() {
    return lastBody;
  }

  /// Where the last request went, as it stood in its first line.
  String lastAddress() {
    return lastAddress;
  }

  /// A header of the last request; null where it had none of that name.
  @Nullable String lastHeader(String name) {
    return lastHeaders.getFirst(name);
  }

  int requests() {
    return requests.get();
  }

  /// What a model makes of it.
  LlmOutcome ask(String... settings) {
    try (OpenAiConnection openAi =
        TestRequests.connect(TestRequests.settings(baseUrl(), settings))) {
      LanguageModel model = openAi.model();
      return model.ask(TestRequests.aboutThree().at(model.tierByDefault())).outcome();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, Answer answer, Map<String, String> headers)
      throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      lastAddress = exchange.getRequestURI().toString();
      lastHeaders = exchange.getRequestHeaders();
      exchange.getResponseHeaders().set("content-type", "application/json");
      headers.forEach(exchange.getResponseHeaders()::set);
      OtherProvider.Reply reply = answer.to(lastBody);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
