package dev.classify.cli.projections;

import dev.classify.api.ReplicaSetApiClient;
import dev.classify.api.ReplicaSetApiHandlers;
import dev.classify.api.ReplicaSetStatus;
import dev.classify.store.projections.ProjectionTables;
import dev.restate.client.RequestOptions;
import dev.restate.client.jdk.JdkClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Asks the coordinator of projectors who works on which partition.
public final class ReplicaSets {

  /// A person waits, and can do without the names.
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<URI> ingresses;

  public ReplicaSets(List<URI> ingresses) {
    this.ingresses = List.copyOf(ingresses);
  }

  /// Names of projectors, as far as the coordinator answers.
  public Map<ProjectionsReport.Place, String> workers(List<ProjectionTables.Status> rows)
      throws InterruptedException {
    Map<ProjectionsReport.Place, String> workers = new HashMap<>();
    for (String replicaSet :
        rows.stream().map(ProjectionTables.Status::replicaSet).collect(Collectors.toSet())) {
      Optional<ReplicaSetStatus> status = status(replicaSet);
      if (status.isPresent()) {
        long generation = status.get().generation();
        for (ReplicaSetStatus.Worker worker : status.get().workers()) {
          Integer partition = worker.partition();
          if (partition != null) {
            workers.put(
                new ProjectionsReport.Place(replicaSet, generation, partition), worker.worker());
          }
        }
      }
    }
    return workers;
  }

  private Optional<ReplicaSetStatus> status(String replicaSet) throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      for (URI ingress : ingresses) {
        try {
          return Optional.of(
              ReplicaSetApiClient.fromClient(
                      JdkClient.of(
                          http,
                          ingress.toString(),
                          ReplicaSetApiHandlers.Metadata.SERDE_FACTORY,
                          RequestOptions.DEFAULT),
                      replicaSet)
                  .statusAsync()
                  .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
          http.shutdownNow();
          return Optional.empty();
        } catch (ExecutionException next) {
          // The next node may answer.
        }
      }
      return Optional.empty();
    }
  }
}
