package dev.classify.web.access;

import dev.classify.web.http.ApiRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Requests as a worker receives them.
final class TestRequests {

  private TestRequests() {}

  static ApiRequest get(String... headers) {
    return request("GET", "", headers);
  }

  static ApiRequest post(String body, String... headers) {
    return request("POST", body, headers);
  }

  /// @param headers names and values in turn
  @SuppressWarnings("NullAway") // it does not see that the request may lack a header
  private static ApiRequest request(String method, String body, String... headers) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
    }
    return new ApiRequest(
        method,
        "/api/v1/test",
        Map.of(),
        Map.of(),
        named::get,
        Buffer.buffer(body),
        "192.0.2.9",
        null);
  }
}
