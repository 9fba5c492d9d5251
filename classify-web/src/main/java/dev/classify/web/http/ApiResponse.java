package dev.classify.web.http;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a handler answers.
public sealed interface ApiResponse {

  /// A record, map, list or tree, sent as JSON with status 200.
  static ApiResponse json(Object value) {
    return new Text(200, "application/json", Json.write(value), Map.of());
  }

  /// Done, and there is nothing to say.
  static ApiResponse empty() {
    return new Text(204, "", "", Map.of());
  }

  /// A body that is in memory.
  ///
  /// @param contentType empty where there is no body
  /// @param headers more headers by name
  record Text(int status, String contentType, String body, Map<String, String> headers)
      implements ApiResponse {

    public Text {
      headers = Map.copyOf(headers);
    }

    /// The same response with one more header.
    public Text with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Text(status, contentType, body, more);
    }
  }

  /// An answer that also sets cookies.
  ///
  /// @param cookies values of the header Set-Cookie, which cannot be joined into one
  record WithCookies(ApiResponse answer, List<String> cookies) implements ApiResponse {

    public WithCookies {
      cookies = List.copyOf(cookies);
    }
  }

  /// A body of any length, written as it is read.
  ///
  /// @param fileName under which a browser saves it
  record Stream(String contentType, String fileName, BodyWriter writer) implements ApiResponse {}

  /// Writes the body of a [Stream].
  @FunctionalInterface
  interface BodyWriter {
    void write(OutputStream body) throws IOException, SQLException;
  }

  /// A response that its taker ends some time later, such as a stream of events.
  record Taken(Consumer<HttpServerResponse> taker) implements ApiResponse {}
}
