package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for the health of the workers, as fast as a few clients can. NGINX lets 200 requests of an
/// address through in a second, and 200 more at once, and refuses the others.
///
/// @param perSecond answers of workers
/// @param byWorker answers of each worker
record HealthRequests(double perSecond, Map<String, Long> byWorker) {

  private static final int CLIENTS = 8;
  private static final int REFUSED = 429;
  private static final JsonMapper JSON = new JsonMapper();

  HealthRequests {
    byWorker = Map.copyOf(byWorker);
  }

  /// Asks for so long.
  ///
  /// @param gateway of the stack
  static HealthRequests measure(URI gateway, Duration time)
      throws InterruptedException, IOException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/classify-api/health"))
            .timeout(Duration.ofSeconds(10))
            .build();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    Map<String, Long> answers = new TreeMap<>();
    List<Future<Map<String, Long>>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> ask(http, request, end)));
      }
      for (Future<Map<String, Long>> client : clients) {
        client.get().forEach((worker, count) -> answers.merge(worker, count, Long::sum));
      }
    } catch (ExecutionException failure) {
      throw new IOException("the workers' health at " + gateway, failure.getCause());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long sum = answers.values().stream().mapToLong(Long::longValue).sum();
    return new HealthRequests(sum / seconds, answers);
  }

  private static Map<String, Long> ask(HttpClient http, HttpRequest request, long endNanos)
      throws IOException, InterruptedException {
    Map<String, Long> answers = new TreeMap<>();
    while (System.nanoTime() - endNanos < 0) {
      HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());
      if (reply.statusCode() != REFUSED) {
        answers.merge(JSON.readTree(reply.body()).path("service").asText(), 1L, Long::sum);
      }
    }
    return answers;
  }
}
