package dev.classify.cli.submit;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.ClassifyApiClient;
import dev.classify.api.WorkerDescription;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The ingress nodes, taken in turn; one that fails is left out for a while.
public final class Nodes implements AutoCloseable {

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration AVOIDED_FOR = Duration.ofSeconds(3);
  private static final Duration PAUSE_WHEN_ALL_FAIL = Duration.ofMillis(300);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
  private final List<Node> nodes;
  private final Admin admin;
  private final NodesSettings settings;
  private final AtomicInteger turn = new AtomicInteger();

  /// Nothing is sent yet.
  public Nodes(NodesSettings settings) {
    this.settings = settings;
    HttpClient impatient = new ImpatientHttp(http, settings.attachAfter());
    this.nodes =
        settings.ingresses().stream().map(ingress -> new Node(ingress, impatient)).toList();
    this.admin = new Admin(http, settings.admins());
  }

  /// Carries out a batch once, on whichever node, and waits until it is stored.
  Reply<BatchResult> batch(BatchRequest request) throws InterruptedException {
    return call(
        client -> client.batchAsync(request, options -> options.idempotencyKey(request.batchKey())),
        settings.patience(),
        () ->
            admin
                .pausedInvocation(request.batchKey())
                .map(
                    id ->
                        new Reply.Failed<>(
                            "Restate has paused %s; resume it in the admin UI".formatted(id))));
  }

  /// Asks who answers and from what.
  Reply<WorkerDescription> describe() throws InterruptedException {
    return call(
        ClassifyApiClient.IngressClient::describeAsync,
        settings.firstPatience(),
        () ->
            Optional.of(
                new Reply.Unreachable<>("Restate took the call, but no worker has answered it")));
  }

  /// What it means that a call was taken long ago and is not answered.
  private interface Silence<T> {

    /// Empty where it is as it should be: the call is made again, which attaches to the first.
    Optional<Reply<T>> reply() throws InterruptedException;
  }

  private <T> Reply<T> call(
      Function<ClassifyApiClient.IngressClient, CompletableFuture<T>> call,
      Duration patience,
      Silence<T> silence)
      throws InterruptedException {
    Instant giveUpAt = Instant.now().plus(patience);
    int tries = 0;
    while (true) {
      Node node = next();
      try {
        return new Reply.Answered<>(call.apply(node.client()).get(), node.ingress());
      } catch (ExecutionException e) {
        Refusal refusal = Refusal.of(e.getCause());
        if (refusal.silent()) {
          Optional<Reply<T>> reply = silence.reply();
          if (reply.isPresent()) {
            return reply.get();
          }
          giveUpAt = Instant.now().plus(patience);
          continue;
        }
        if (refusal.triesMax() < Refusal.PASSING && ++tries >= refusal.triesMax()) {
          return new Reply.Failed<>(refusal.reason());
        }
        if (Instant.now().isAfter(giveUpAt)) {
          return new Reply.Unreachable<>(node.ingress() + ": " + refusal.reason());
        }
        node.avoidUntil(Instant.now().plus(AVOIDED_FOR));
        if (nodes.stream().allMatch(other -> other.avoided(Instant.now()))) {
          Thread.sleep(PAUSE_WHEN_ALL_FAIL);
        }
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

  @Override
  public void close() {
    http.shutdownNow();
  }
}
