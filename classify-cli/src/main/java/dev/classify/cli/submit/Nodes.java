package dev.classify.cli.submit;

import dev.classify.api.BatchAnswer;
import dev.classify.api.BatchRequest;
import dev.classify.api.ClassifyApiClient;
import dev.classify.api.Description;
import dev.restate.client.IngressException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The ingress nodes, taken in turn; one that fails is left out for a while.
public final class Nodes implements AutoCloseable {

  /// After this long without an answer the same call is made again, which attaches to it.
  private static final Duration ATTACH_AFTER = Duration.ofSeconds(60);

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration AVOIDED_FOR = Duration.ofSeconds(3);
  private static final Duration PAUSE_WHEN_ALL_FAIL = Duration.ofMillis(300);

  /// An error inside the engine can pass; the same one three times is the answer.
  private static final int SERVER_ERRORS_MAX = 3;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
  private final List<Node> nodes;
  private final Duration patience;
  private final AtomicInteger turn = new AtomicInteger();

  /// Nothing is sent yet.
  ///
  /// @param patience how long a call goes on trying while no node answers
  public Nodes(List<URI> ingresses, Duration patience) {
    this.nodes = ingresses.stream().map(ingress -> new Node(ingress, http)).toList();
    this.patience = patience;
  }

  /// Carries out a batch once, on whichever node, and waits until it is stored.
  Reply<BatchAnswer> batch(BatchRequest request) throws InterruptedException {
    return call(
        client ->
            client.batchAsync(request, options -> options.idempotencyKey(request.batchKey())));
  }

  /// Asks who answers and from what.
  Reply<Description> describe() throws InterruptedException {
    return call(ClassifyApiClient.IngressClient::describeAsync);
  }

  private <T> Reply<T> call(Function<ClassifyApiClient.IngressClient, CompletableFuture<T>> call)
      throws InterruptedException {
    Instant giveUpAt = Instant.now().plus(patience);
    int serverErrors = 0;
    while (true) {
      Node node = next();
      String fault;
      try {
        T answer = call.apply(node.client()).get(ATTACH_AFTER.toSeconds(), TimeUnit.SECONDS);
        return new Reply.Answered<>(answer, node.ingress());
      } catch (TimeoutException stillRunning) {
        giveUpAt = Instant.now().plus(patience);
        continue;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IngressException refusal) {
          fault = "HTTP " + refusal.getStatusCode() + " " + body(refusal);
          boolean passing =
              switch (refusal.getStatusCode()) {
                case -1, 408, 429, 502, 503, 504 -> true;
                case 500 -> ++serverErrors < SERVER_ERRORS_MAX;
                default -> false;
              };
          if (!passing) {
            return new Reply.Failed<>(fault);
          }
        } else {
          fault = String.valueOf(e.getCause());
        }
      }
      node.avoidUntil(Instant.now().plus(AVOIDED_FOR));
      if (Instant.now().isAfter(giveUpAt)) {
        return new Reply.Unreachable<>(node.ingress() + ": " + fault);
      }
      if (nodes.stream().allMatch(other -> other.avoided(Instant.now()))) {
        Thread.sleep(PAUSE_WHEN_ALL_FAIL);
      }
    }
  }

  /// The next one in turn that is not avoided; where all are, the next one in turn.
  private Node next() {
    int start = Math.floorMod(turn.getAndIncrement(), nodes.size());
    Instant now = Instant.now();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get((start + i) % nodes.size());
      if (!node.avoided(now)) {
        return node;
      }
    }
    return nodes.get(start);
  }

  private static String body(IngressException refusal) {
    byte[] body = refusal.getResponseBody();
    return body == null ? "" : new String(body, StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
