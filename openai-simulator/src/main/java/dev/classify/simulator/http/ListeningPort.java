package dev.classify.simulator.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The port of the simulator, which can be closed for a while.
final class ListeningPort {

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

  private final Vertx vertx;
  private final Handler<HttpServerRequest> handler;
  private final String host;
  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile HttpServer server;

  /// Listens.
  ///
  /// @param port 0 for a free one
  /// @throws ExecutionException if it cannot listen; its cause says why
  ListeningPort(Vertx vertx, Handler<HttpServerRequest> handler, String host, int port)
      throws ExecutionException, InterruptedException {
    this.vertx = vertx;
    this.handler = handler;
    this.host = host;
    this.server = listen(port);
    this.number = server.actualPort();
  }

  int number() {
    return number;
  }

  /// Closes the port and its connections, so that new connections are refused, and opens it again
  /// after this time. It returns once the port is open; a call while it is closed changes nothing.
  ///
  /// @throws InterruptedException if the simulator stops meanwhile
  void closeFor(Duration time) throws InterruptedException, ExecutionException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    server.close().toCompletionStage().toCompletableFuture().get();
    Thread.sleep(time);
    reopen();
    closed.set(false);
  }

  /// Repeats until it succeeds or the simulator stops: another program may hold the port meanwhile.
  private void reopen() throws InterruptedException {
    while (true) {
      try {
        server = listen(number);
        return;
      } catch (ExecutionException _) {
        Thread.sleep(RETRY_INTERVAL);
      }
    }
  }

  private HttpServer listen(int port) throws ExecutionException, InterruptedException {
    return vertx
        .createHttpServer(new HttpServerOptions().setIdleTimeout(0))
        .requestHandler(handler)
        .listen(port, host)
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
