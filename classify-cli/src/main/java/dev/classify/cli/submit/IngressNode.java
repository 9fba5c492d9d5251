package dev.classify.cli.submit;

import dev.classify.api.ClassifyApiClient;
import dev.classify.api.ClassifyApiHandlers;
import dev.restate.client.RequestOptions;
import dev.restate.client.jdk.JdkClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// One ingress of the cluster, and until when it is avoided after a failure.
final class IngressNode {

  private final String name;
  private final URI ingress;
  private final ClassifyApiClient.IngressClient client;
  private final AtomicReference<Instant> avoidedUntil = new AtomicReference<>(Instant.MIN);

  /// @param name as it is stored with the batches that are given to it
  IngressNode(String name, URI ingress, HttpClient http) {
    this.name = name;
    this.ingress = ingress;
    this.client =
        ClassifyApiClient.fromClient(
            JdkClient.of(
                http,
                ingress.toString(),
                ClassifyApiHandlers.Metadata.SERDE_FACTORY,
                RequestOptions.DEFAULT));
  }

  String name() {
    return name;
  }

  URI ingress() {
    return ingress;
  }

  ClassifyApiClient.IngressClient client() {
    return client;
  }

  boolean avoided(Instant now) {
    return now.isBefore(avoidedUntil.get());
  }

  void avoidUntil(Instant until) {
    avoidedUntil.set(until);
  }
}
