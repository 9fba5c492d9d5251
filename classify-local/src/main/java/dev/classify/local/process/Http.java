package dev.classify.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A few requests to the parts of our own stack or cluster.
///
/// The platform's old client does: it needs no threads and a fraction of the memory of the new one.
public final class Http {

  private static final int TIMEOUT_MILLIS = 2_000;

  /// An answer with its body as text.
  public record Reply(int status, String body) {}

  private Http() {}

  /// Whether a GET is answered with 200 right now.
  public static boolean answers(URI uri) {
    try {
      return request(uri, "GET", TIMEOUT_MILLIS, null).status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /// Asks for something; any status is an answer.
  public static Reply get(URI uri) throws IOException {
    return request(uri, "GET", TIMEOUT_MILLIS, null);
  }

  /// Sends JSON; any status is an answer.
  public static Reply post(URI uri, String json, int timeoutMillis) throws IOException {
    return request(uri, "POST", timeoutMillis, json);
  }

  private static Reply request(URI uri, String method, int timeoutMillis, @Nullable String json)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    if (json != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("content-type", "application/json");
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
