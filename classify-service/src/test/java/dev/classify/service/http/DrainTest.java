package dev.classify.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final AtomicInteger modelRequests = new AtomicInteger();
  private final Drain drain = new Drain(modelRequests::get);
  private final LinkedBlockingQueue<HttpServerRequest> begun = new LinkedBlockingQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.response().endHandler(_ -> drain.end(request));
                  if (drain.begin(request)) {
                    begun.add(request);
                  } else {
                    request.response().setStatusCode(503).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void leavingWorkerFinishesWhatItHasBegunAndTakesNothingNew() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send();
    HttpServerRequest underWay = begun.poll(10, TimeUnit.SECONDS);

    assertThat(drain.drain(Duration.ZERO)).isEqualTo(1);
    assertThat(send().get().statusCode()).isEqualTo(503);
    underWay.response().end("done");
    assertThat(first.get().body()).isEqualTo("done");
    assertThat(drain.drain(Duration.ofSeconds(10))).isZero();
  }

  @Test
  void requestWhoseCallerWentAwayIsNotAwaited() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send();
    assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(first.cancel(true)).isTrue();

    assertThat(drain.drain(Duration.ofSeconds(10))).isZero();
  }

  /// As in a cluster that stops, where the nodes and NGINX do not wait for the workers.
  @Test
  void requestToAModelIsAwaitedEvenIfItsCallerWentAway() throws Exception {
    modelRequests.set(2);
    assertThat(drain.drain(Duration.ofMillis(100))).isEqualTo(2);

    Thread.ofVirtual().start(() -> modelRequests.set(0));
    assertThat(drain.drain(Duration.ofSeconds(10))).isZero();
  }

  private CompletableFuture<HttpResponse<String>> send() {
    URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    HttpRequest request =
        HttpRequest.newBuilder(address).version(HttpClient.Version.HTTP_1_1).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
