package dev.classify.projector.membership;

import dev.classify.api.Membership;
import dev.classify.api.ReplicaSetApiClient;
import dev.classify.api.ReplicaSetApiHandlers;
import dev.classify.api.SignOfLife;
import dev.restate.client.IngressException;
import dev.restate.client.RequestOptions;
import dev.restate.client.jdk.JdkClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Calls the coordinator through the nodes of Restate, beginning with the one that answered last.
public final class RestateCoordinator implements Coordinator {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /// Of the coordinator's own refusals, such as a set without room.
  private static final int REFUSED_FROM = 400;

  private static final int REFUSED_TO = 499;

  private final List<URI> nodes;
  private final List<ReplicaSetApiClient.IngressClient> clients;
  private final Duration timeout;
  private int current;

  /// @param timeout of one call, after which the next node is asked
  public RestateCoordinator(List<URI> nodes, String replicaSet, Duration timeout) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    this.nodes = List.copyOf(nodes);
    this.timeout = timeout;
    this.clients =
        nodes.stream()
            .map(
                node ->
                    ReplicaSetApiClient.fromClient(
                        JdkClient.of(
                            http,
                            node.toString(),
                            ReplicaSetApiHandlers.Metadata.SERDE_FACTORY,
                            RequestOptions.DEFAULT),
                        replicaSet))
            .toList();
  }

  @Override
  public Membership beat(SignOfLife sign) throws CoordinatorAway, InterruptedException {
    return call(client -> client.beatAsync(sign));
  }

  @Override
  public void leave(SignOfLife sign) throws CoordinatorAway, InterruptedException {
    call(client -> client.leaveAsync(sign).thenApply(_ -> true));
  }

  /// A node that is down costs one attempt. A call that is accepted and not answered is not sent to
  /// another node, because all nodes share what was accepted, and it would run twice.
  private <T> T call(Function<ReplicaSetApiClient.IngressClient, CompletableFuture<T>> send)
      throws CoordinatorAway, InterruptedException {
    String reason = "";
    for (int attempt = 0; attempt < nodes.size(); attempt++) {
      CompletableFuture<T> answer = send.apply(clients.get(current));
      try {
        return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException slow) {
        answer.cancel(true);
        throw new CoordinatorAway(
            "%s does not answer within %d ms; fix: check that workers are up and registered"
                .formatted(nodes.get(current), timeout.toMillis()),
            false);
      } catch (ExecutionException failure) {
        Throwable cause = failure.getCause();
        reason = nodes.get(current) + ": " + (cause == null ? failure : cause).getMessage();
        if (cause instanceof IngressException answered
            && answered.getStatusCode() >= REFUSED_FROM
            && answered.getStatusCode() <= REFUSED_TO) {
          throw new CoordinatorAway(reason, true);
        }
        current = (current + 1) % nodes.size();
      }
    }
    throw new CoordinatorAway(reason, false);
  }
}
