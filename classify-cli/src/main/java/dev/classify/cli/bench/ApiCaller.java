package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A program that calls the API with a token of its own, one call after another.
final class ApiCaller implements AutoCloseable {

  /// The server gives up on a query after ten seconds.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();

  /// Calls of which a worker takes one at a time.
  private static final Lock ALONE = new ReentrantLock();

  private final URI api;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /// @param api address of a worker
  ApiCaller(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  /// How long a call took, from its first byte to the last byte of the answer.
  ///
  /// @throws CommandFailure if it was answered with an error, because the figure would be wrong
  Duration time(ApiCall call) throws IOException, InterruptedException {
    if (!call.alone()) {
      return timed(call);
    }
    ALONE.lockInterruptibly();
    try {
      return timed(call);
    } finally {
      ALONE.unlock();
    }
  }

  private Duration timed(ApiCall call) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<InputStream> response =
        client.send(request(call.address()), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (call.endless()) {
        body.read();
      } else {
        body.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    check(call.address(), response.statusCode());
    return time;
  }

  /// The text of an answer.
  String text(String address) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request(address), HttpResponse.BodyHandlers.ofString());
    check(address, response.statusCode());
    return response.body();
  }

  JsonNode json(String address) throws IOException, InterruptedException {
    return JSON.readTree(text(address));
  }

  private HttpRequest request(String address) {
    return HttpRequest.newBuilder(api.resolve(address))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private static void check(String address, int status) {
    if (status != 200) {
      throw CommandFailure.failed(
          "GET %s was answered with status %d".formatted(address, status),
          "look at the log of the worker");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
