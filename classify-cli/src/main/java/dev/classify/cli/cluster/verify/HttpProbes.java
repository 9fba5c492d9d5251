package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Requests to the parts of the cluster.
final class HttpProbes {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;

  HttpProbes(HttpClient http) {
    this.http = http;
  }

  /// An answer of whatever status.
  record Reply(int status, String body) {

    static Reply of(HttpResponse<String> answer) {
      return new Reply(answer.statusCode(), answer.body());
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  HttpClient http() {
    return http;
  }

  Reply get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build());
  }

  /// Asks all at the same time; empty where one does not answer.
  List<Optional<Reply>> getAll(List<URI> uris) {
    List<CompletableFuture<Optional<Reply>>> asked =
        uris.stream()
            .map(
                uri ->
                    http.sendAsync(
                            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                            BodyHandlers.ofString())
                        .thenApply(answer -> Optional.of(Reply.of(answer)))
                        .exceptionally(away -> Optional.empty()))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /// Asks the same several times at the same time.
  ///
  /// @throws IOException where one is not answered
  List<Reply> getMany(URI uri, int times, Duration patience) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).build();
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.add(http.sendAsync(request, BodyHandlers.ofString()));
    }
    try {
      return asked.stream().map(CompletableFuture::join).map(Reply::of).toList();
    } catch (CompletionException away) {
      throw new IOException(uri + " does not answer: " + away.getCause(), away);
    }
  }

  /// @param patience until the whole answer is there
  Reply post(URI uri, String json, Duration patience) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /// Asks all at the same time; what is wrong with each, empty where it answers 200.
  List<String> faults(List<URI> uris) {
    List<CompletableFuture<String>> asked = uris.stream().map(this::fault).toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<String> fault(URI uri) {
    return http.sendAsync(
            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding())
        .handle(
            (answer, away) -> {
              if (away != null) {
                return uri + " does not answer";
              }
              return answer.statusCode() == 200 ? "" : uri + " answers " + answer.statusCode();
            });
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    return Reply.of(http.send(request, BodyHandlers.ofString()));
  }
}
