package dev.classify.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port where Prometheus reads the metrics of a program: `GET /metrics`, and nothing else.
///
/// A worker has it apart from the port for calls, so that it is published nowhere and a scrape
/// neither counts as a call nor delays the end of the worker.
public final class MetricsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final String PATH = "/metrics";
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  /// One Prometheus, a second one while the first is replaced, and a person.
  private static final int SCRAPES_MAX = 4;

  private static final int BUSY = 503;
  private static final int NOT_ALLOWED = 405;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final Supplier<String> scrape;
  private final Semaphore scrapes = new Semaphore(SCRAPES_MAX);

  private MetricsServer(HttpServer server, Supplier<String> scrape) {
    this.server = server;
    this.scrape = scrape;
  }

  /// Serves until the process ends.
  ///
  /// @param port 0 for any free one
  /// @param scrape returns all metrics in the text format of Prometheus
  /// @throws IOException if the port cannot be opened
  public static MetricsServer listen(String host, int port, Supplier<String> scrape)
      throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 0);
    MetricsServer server = new MetricsServer(http, scrape);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", server::handle);
    http.start();
    LOG.info("metrics host={} port={} path={}", host, server.port(), PATH);
    return server;
  }

  /// Where it listens.
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
      } else if (!scrapes.tryAcquire()) {
        exchange.sendResponseHeaders(BUSY, -1);
      } else {
        try {
          answer(exchange);
        } finally {
          scrapes.release();
        }
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] text = scrape.get().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", FORMAT);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
