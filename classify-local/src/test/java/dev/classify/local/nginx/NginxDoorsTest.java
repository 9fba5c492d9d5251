package dev.classify.local.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.classify.local.http.Http;
import dev.classify.local.process.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real NGINX in front of two stubs of workers: who reaches what by which port.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxDoorsTest {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

  private static final String HELD = "/invoke/classify-api/held";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Queue<String> held = new ConcurrentLinkedQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private List<HttpServer> workers = List.of();
  private Process nginx;
  private int gateway;
  private int calls;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    workers = List.of(worker("1"), worker("2"));
    List<Integer> ports = workers.stream().map(each -> each.getAddress().getPort()).toList();
    gateway = LoopbackPort.choose(ports);
    calls =
        LoopbackPort.choose(
            IntStream.concat(IntStream.of(gateway), ports.stream().mapToInt(port -> port))
                .boxed()
                .collect(Collectors.toSet()));
    nginx =
        new ProcessBuilder(
                new NginxProgram(null, folder, gateway, calls, ports, System.getenv())
                    .prepare()
                    .words())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().atMost(START_TIMEOUT).until(() -> Http.answers(at(gateway, "/nginx-health")));
  }

  @AfterAll
  void stop() throws Exception {
    workers.forEach(worker -> worker.stop(0));
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  @Test
  void peopleSeeTheHealthOfEachWorkerInTurn() throws Exception {
    String first = get(gateway, "/classify-api/health").body();
    assertThat(first).isIn("1 /classify-api/health", "2 /classify-api/health");
    assertThat(get(gateway, "/classify-api/health").body()).isNotEqualTo(first);
    assertThat(get(gateway, "/classify-api/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/app.js", "/api/v1/jobs"})
  void peopleReachThePageAndTheApi(String path) throws Exception {
    assertThat(get(gateway, path).body()).isIn("1 " + path, "2 " + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/invoke/classify-api/batch",
        "/discover",
        "/classify-api/health/../../discover",
        "//discover",
        "/metrics",
        "/nginx-status",
        "/api/v2/jobs",
        "/other"
      })
  void peopleReachNothingElse(String path) throws Exception {
    asked.clear();
    assertThat(get(gateway, path).status()).isEqualTo(404);
    assertThat(post(gateway, path, "{}")).isEqualTo(404);
    assertThat(asked).isEmpty();
  }

  @Test
  void uploadMayBeLargeAndNoOtherRequestOfPeople() throws Exception {
    String file = "x".repeat(1 << 20);
    assertThat(post(gateway, "/api/v1/uploads", file)).isEqualTo(200);
    assertThat(post(gateway, "/api/v1/jobs", file)).isEqualTo(413);
    assertThat(post(gateway, "/api/v1/uploads", "x".repeat((32 << 20) + 1))).isEqualTo(413);
  }

  @Test
  void healthCheckWithABodyIsRefusedByNginx() throws Exception {
    asked.clear();
    assertThat(post(gateway, "/classify-api/health", "x".repeat(2_000))).isEqualTo(413);
    assertThat(asked).isEmpty();
  }

  @Test
  void nodesReachTheHandlersAndNothingElse() throws Exception {
    assertThat(get(calls, "/discover").status()).isEqualTo(200);
    // As large as the journal of a batch may be.
    assertThat(post(calls, "/invoke/classify-api/batch", "x".repeat(8 << 20))).isEqualTo(200);
    assertThat(post(calls, "/invoke/classify-api/batch", "x".repeat((8 << 20) + 1))).isEqualTo(413);
    asked.clear();
    for (String path : List.of("/classify-api/health", "/nginx-health", "/metrics", "/")) {
      assertThat(get(calls, path).status()).as(path).isEqualTo(404);
    }
    assertThat(asked).isEmpty();
  }

  /// Taken in turn, every second call would come to the same worker.
  @Test
  void callComesToTheWorkerWithTheFewestUnderWay() throws Exception {
    var first = hold();
    assertThat(get(calls, "/invoke/classify-api/short").status()).isEqualTo(200);
    // Who looks at the health wants to see the busy one too.
    assertThat(List.of(health(), health())).containsExactlyInAnyOrder("1", "2");
    var second = hold();
    await().atMost(START_TIMEOUT).until(() -> held.size() == 2);
    release.countDown();
    first.join();
    second.join();
    assertThat(held).containsExactlyInAnyOrder("1", "2");
  }

  private String health() throws Exception {
    return get(gateway, "/classify-api/health").body().substring(0, 1);
  }

  private CompletableFuture<?> hold() {
    int before = held.size();
    var call =
        http.sendAsync(HttpRequest.newBuilder(at(calls, HELD)).build(), BodyHandlers.discarding());
    await().atMost(START_TIMEOUT).until(() -> held.size() > before);
    return call;
  }

  private record Seen(int status, String body) {}

  private Seen get(int port, String path) throws IOException, InterruptedException {
    var reply = http.send(HttpRequest.newBuilder(at(port, path)).build(), BodyHandlers.ofString());
    return new Seen(reply.statusCode(), reply.body());
  }

  private int post(int port, String path, String body) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(at(port, path)).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Answers everything with its name and the path, and [#HELD] only when it may.
  private HttpServer worker(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          exchange.getRequestBody().readAllBytes();
          if (path.equals(HELD)) {
            held.add(name);
            awaitRelease();
          }
          byte[] answer = (name + " " + path).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
