package dev.classify.web.access;

import dev.classify.web.http.ApiRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
        new Headers(named),
        Buffer.buffer(body),
        "192.0.2.9",
        null);
  }

  private record Headers(Map<String, String> named) implements UnaryOperator<@Nullable String> {

    @Override
    public @Nullable String apply(@Nullable String name) {
      return name == null ? null : named.get(name);
    }
  }
}
