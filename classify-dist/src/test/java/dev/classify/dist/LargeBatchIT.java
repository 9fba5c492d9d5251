package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Batches that could take all memory of a worker, which has a heap of 160 MiB. Restate would give
/// such a batch to one worker after another.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class LargeBatchIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int TWENTY = 20;

  private final EmbeddedStack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private long worker;

  LargeBatchIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void remember() throws Exception {
    stack.openJob("large", "secret");
    worker = stack.program().part("worker").pid();
  }

  /// The supervisor starts a worker anew when its heap is exhausted.
  @AfterEach
  void workerIsStillTheSame() throws Exception {
    http.close();
    assertThat(stack.program().part("worker").pid()).isEqualTo(worker);
  }

  @Test
  void batchOfTwentyThousandRowsIsRefusedWithTheLimitAndTheFix() throws Exception {
    HttpResponse<String> refused =
        send(batch("many", rows(20_000, _ -> "{\"indicator_id\": \"O\", \"name\": \"n\"}"))).get();
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("at most 50 indicators", "fix: ");
  }

  @Test
  void requestOfFiveMegabytesIsRefusedByRestateItself() throws Exception {
    String wide = batch("wide", "\"" + "x".repeat(5_000_000) + "\"");
    // Restate answers before it has read everything, and closes; a client may then miss the answer.
    Awaitility.await()
        .ignoreExceptionsMatching(lost -> lost.getCause() instanceof IOException)
        .untilAsserted(() -> assertThat(send(wide).get().statusCode()).isEqualTo(413));
  }

  @Test
  void twentyBatchesOfTheLargestSizeAtOnceAreAllStored() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, TWENTY)
            .mapToObj(n -> send(batch("large-" + n, rows(50, row -> largeRow(n * 50 + row)))))
            .toList();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
    }
    assertThat(stack.number("select count(*) from classifications where indicator_id like 'L.%'"))
        .isEqualTo(TWENTY * 50);
  }

  private static String largeRow(int number) {
    String sample =
        IntStream.range(0, 600)
            .mapToObj(
                month ->
                    "{\"date\":\"%d-%02d-28\",\"value\":%d}"
                        .formatted(1950 + month / 12, 1 + month % 12, month))
            .collect(Collectors.joining(","));
    return "{\"indicator_id\":\"L.%d\",\"name\":\"Consumer prices\",\"sample_values\":[%s]}"
        .formatted(number, sample);
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(","));
  }

  private static String batch(String key, String rows) {
    return """
    {"batchKey":"%s","jobId":"large","generation":1,"runId":"r","indicators":[%s],
     "jobSecret":"secret"}
    """
        .formatted(key, rows);
  }

  private CompletableFuture<HttpResponse<String>> send(String batch) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(stack.address("restate-ingress").resolve("/classify-api/batch"))
              .timeout(TIMEOUT)
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(batch))
              .build();
      return http.sendAsync(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
