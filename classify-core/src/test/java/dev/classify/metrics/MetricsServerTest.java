package dev.classify.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void metricsAreServedAsTextAndNothingElseIs() throws Exception {
    try (MetricsServer server = server(() -> "up 1\n")) {
      HttpResponse<String> metrics = send(request(server, "/metrics").build());
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).isEqualTo("up 1\n");
      assertThat(metrics.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");

      assertThat(send(request(server, "/").build()).statusCode()).isEqualTo(404);
      assertThat(send(request(server, "/metrics/more").build()).statusCode()).isEqualTo(404);
      HttpRequest written =
          request(server, "/metrics").POST(HttpRequest.BodyPublishers.ofString("up 2")).build();
      assertThat(send(written).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void scrapesBeyondFourAtATimeAreRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    CountDownLatch goOn = new CountDownLatch(1);
    Supplier<String> slow =
        () -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return "";
        };
    try (MetricsServer server = server(slow)) {
      List<CompletableFuture<HttpResponse<String>>> scrapes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        scrapes.add(
            client.sendAsync(
                request(server, "/metrics").build(), HttpResponse.BodyHandlers.ofString()));
      }
      begun.await();
      assertThat(send(request(server, "/metrics").build()).statusCode()).isEqualTo(503);
      goOn.countDown();
      for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
        assertThat(scrape.get().statusCode()).isEqualTo(200);
      }
    }
  }

  private static MetricsServer server(Supplier<String> scrape) throws IOException {
    return MetricsServer.listen("127.0.0.1", 0, scrape);
  }

  private static HttpRequest.Builder request(MetricsServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
