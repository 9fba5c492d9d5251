package dev.classify.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyIntakeTest {

  private static final int REQUEST_BYTES_MAX = 100_000;

  /// For two of the largest requests, which count as half each.
  private static final int MEMORY_MAX = 600_000;

  /// A request that was passed on, with the body that its handlers were given.
  private record Passed(HttpServerRequest request, Buffer body) {}

  private final BodyIntake bodies = new BodyIntake(REQUEST_BYTES_MAX, MEMORY_MAX);
  private final LinkedBlockingQueue<Passed> passed = new LinkedBlockingQueue<>();
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
                  Runnable free = bodies.receive(request, this::read);
                  request.response().endHandler(_ -> free.run());
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
  void bodyArrivesWhole() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = send(100_000);
    Passed request = take();
    assertThat(request.body().toString()).isEqualTo("x".repeat(100_000));
    assertThat(request.request().path()).isEqualTo("/invoke");
    request.request().response().end("done");
    assertThat(answer.get().body()).isEqualTo("done");
  }

  @Test
  void requestThatIsTooLargeIsRefused() throws Exception {
    assertThat(send(100_001).get().statusCode()).isEqualTo(413);
    assertThat(passed).isEmpty();
  }

  /// Restate sends no length ahead.
  @Test
  void requestWithoutALengthIsMeasuredToo() throws Exception {
    byte[] body = "x".repeat(100_001).getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    assertThat(send(chunks).get().statusCode()).isEqualTo(413);
  }

  @Test
  void fullWorkerRefusesUntilAnEarlierRequestHasEnded() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send(90_000);
    Passed underWay = take();
    CompletableFuture<HttpResponse<String>> second = send(90_000);
    Passed alsoUnderWay = take();
    assertThat(send(90_000).get().statusCode()).isEqualTo(503);

    underWay.request().response().end();
    assertThat(first.get().statusCode()).isEqualTo(200);
    CompletableFuture<HttpResponse<String>> next = send(90_000);
    take().request().response().end();
    assertThat(next.get().statusCode()).isEqualTo(200);
    alsoUnderWay.request().response().end();
    assertThat(second.get().statusCode()).isEqualTo(200);
  }

  /// An object takes a hundred times the memory of its brackets.
  @Test
  void requestsWithManyObjectsCountAsMuchAsLongerOnes() throws Exception {
    String objects = "[" + "{},".repeat(2_000) + "{}]";
    CompletableFuture<HttpResponse<String>> first = send(BodyPublishers.ofString(objects));
    take();
    CompletableFuture<HttpResponse<String>> second = send(BodyPublishers.ofString(objects));
    take();
    assertThat(send(1_000).get().statusCode()).isEqualTo(503);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  @Test
  void callerThatWentAwayLeavesItsRoom() throws Exception {
    CompletableFuture<HttpResponse<String>> gone = send(90_000);
    take();
    CompletableFuture<HttpResponse<String>> staying = send(90_000);
    take();
    assertThat(gone.cancel(true)).isTrue();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              CompletableFuture<HttpResponse<String>> next = send(90_000);
              Passed request = passed.poll(200, TimeUnit.MILLISECONDS);
              if (request != null) {
                request.request().response().end();
              }
              return next.get().statusCode() == 200;
            });
    assertThat(staying).isNotDone();
  }

  private void read(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(body::appendBuffer).endHandler(_ -> passed.add(new Passed(request, body)));
  }

  private Passed take() throws InterruptedException {
    Passed next = passed.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private CompletableFuture<HttpResponse<String>> send(int bytes) {
    return send(BodyPublishers.ofString("x".repeat(bytes)));
  }

  private CompletableFuture<HttpResponse<String>> send(BodyPublisher body) {
    URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/invoke");
    HttpRequest request =
        HttpRequest.newBuilder(address).version(HttpClient.Version.HTTP_1_1).POST(body).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
