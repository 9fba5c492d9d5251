package dev.classify.web.http;

import dev.classify.access.Role;
import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One operation of the API.
///
/// @param path as in the OpenAPI file: `/api/v1/jobs/{jobId}`
/// @param role that its callers need; null where anyone may call it
/// @param bodyBytesMax 0 where it takes no body
/// @param streamed whether the handler reads the body as it arrives, and not from memory
public record Route(
    HttpMethod method,
    String path,
    @Nullable Role role,
    int bodyBytesMax,
    boolean streamed,
    ApiHandler handler) {

  /// A decision of a person with a long note.
  private static final int BODY_BYTES_MAX = 65_536;

  /// An operation with its body in memory.
  public Route(
      HttpMethod method, String path, @Nullable Role role, int bodyBytesMax, ApiHandler handler) {
    this(method, path, role, bodyBytesMax, false, handler);
  }

  /// An operation that takes a file.
  public static Route upload(String path, Role role, int bytesMax, ApiHandler handler) {
    return new Route(HttpMethod.POST, path, role, bytesMax, true, handler);
  }

  /// An operation that only reads.
  public static Route get(String path, Role role, ApiHandler handler) {
    return new Route(HttpMethod.GET, path, role, 0, handler);
  }

  /// An operation that changes something, with a JSON body or none.
  public static Route post(String path, @Nullable Role role, ApiHandler handler) {
    return new Route(HttpMethod.POST, path, role, BODY_BYTES_MAX, handler);
  }

  /// The decoded values of the variable parts of a path; empty where it is another path.
  ///
  /// @throws IllegalArgumentException if a part is not encoded well
  Optional<Map<String, String>> match(String requested) {
    List<String> expected = List.of(path.split("/", -1));
    List<String> parts = List.of(requested.split("/", -1));
    if (parts.size() != expected.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = expected.get(i);
      if (name.startsWith("{")) {
        values.put(name.substring(1, name.length() - 1), decoded(parts.get(i)));
      } else if (!name.equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /// In a path, a plus is a plus.
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
