package dev.classify.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Requests to the parts of our own stack or cluster.
///
/// They use the platform's old client: it needs no threads and a fraction of the new one's memory,
/// which counts in the small heap of a supervisor.
public final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private Http() {}

  /// Whether a GET is answered with 200 right now.
  public static boolean answers(URI uri) {
    return attempt(uri, TIMEOUT).problem().isEmpty();
  }

  /// Sends a GET to a part that answers quickly; a reply of any status is returned.
  public static Reply get(URI uri) throws IOException {
    return get(uri, TIMEOUT);
  }

  /// Sends a GET; a reply of any status is returned.
  ///
  /// @param timeout for the connection, and for each read of the reply
  public static Reply get(URI uri, Duration timeout) throws IOException {
    return request(uri, "GET", timeout, null, Map.of());
  }

  /// Sends a POST with JSON; a reply of any status is returned.
  ///
  /// @param timeout for the connection, and for each read of the reply
  public static Reply post(URI uri, String json, Duration timeout) throws IOException {
    return request(uri, "POST", timeout, json, Map.of());
  }

  /// The same with more headers.
  public static Reply post(URI uri, String json, Duration timeout, Map<String, String> headers)
      throws IOException {
    return request(uri, "POST", timeout, json, headers);
  }

  /// Sends a GET to all of them at the same time; returns the attempts in the same order.
  public static List<Attempt> getAll(List<URI> uris, Duration timeout) {
    List<Future<Attempt>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (URI uri : uris) {
        attempts.add(threads.submit(() -> attempt(uri, timeout)));
      }
    }
    return attempts.stream().map(Future::resultNow).toList();
  }

  private static Attempt attempt(URI uri, Duration timeout) {
    try {
      return new Attempt(uri, get(uri, timeout));
    } catch (IOException _) {
      return new Attempt(uri, null);
    }
  }

  private static Reply request(
      URI uri, String method, Duration timeout, @Nullable String json, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    headers.forEach(connection::setRequestProperty);
    if (json != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("content-type", "application/json");
      connection.setRequestProperty("accept", "application/json");
      try (OutputStream body = connection.getOutputStream()) {
        body.write(json.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(
          status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
