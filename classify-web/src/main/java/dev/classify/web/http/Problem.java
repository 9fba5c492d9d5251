package dev.classify.web.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Why a request is not carried out, sent as `application/problem+json` (RFC 9457).
///
/// Its type is `about:blank`: the status says what kind of problem it is.
public final class Problem extends RuntimeException {

  static final String CONTENT_TYPE = "application/problem+json";

  private static final long serialVersionUID = 1;

  private final int status;
  private final String detail;
  private final transient List<String> errors;
  private final transient Map<String, String> headers;

  private Problem(int status, String detail, List<String> errors, Map<String, String> headers) {
    super(status + " " + detail);
    this.status = status;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
  }

  /// The request is wrong.
  public static Problem badRequest(String detail) {
    return of(400, detail);
  }

  /// Several parts of the request are wrong.
  ///
  /// @param errors one sentence for each
  public static Problem badRequest(List<String> errors) {
    return new Problem(400, String.join("; ", errors), errors, Map.of());
  }

  /// The caller is not known.
  public static Problem unauthorized(String detail) {
    return new Problem(401, detail, List.of(), Map.of("WWW-Authenticate", "Bearer"));
  }

  /// The caller may not do this.
  public static Problem forbidden(String detail) {
    return of(403, detail);
  }

  public static Problem notFound(String detail) {
    return of(404, detail);
  }

  /// The path has other methods.
  ///
  /// @param allowed such as `GET, POST`
  public static Problem methodNotAllowed(String allowed) {
    return new Problem(
        405, "this path allows only " + allowed, List.of(), Map.of("Allow", allowed));
  }

  /// What the request is about is not in a state for it.
  public static Problem conflict(String detail) {
    return of(409, detail);
  }

  /// The body is too large.
  public static Problem tooLarge(int bytesMax) {
    return of(413, "the body has more than " + bytesMax + " bytes");
  }

  /// The request is for a host that we do not serve.
  public static Problem misdirected(String detail) {
    return of(421, detail);
  }

  /// The request is readable, but what it asks for would be wrong.
  public static Problem unprocessable(String detail) {
    return of(422, detail);
  }

  /// The caller sends too many requests.
  public static Problem tooManyRequests(String detail, long seconds) {
    return new Problem(429, detail, List.of(), retryAfter(seconds));
  }

  /// The worker cannot answer now.
  public static Problem unavailable(String detail, long seconds) {
    return new Problem(503, detail, List.of(), retryAfter(seconds));
  }

  /// A fault of ours.
  static Problem internal() {
    return of(500, "the worker failed; its log says why");
  }

  private static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Map.of());
  }

  private static Map<String, String> retryAfter(long seconds) {
    return Map.of("Retry-After", Long.toString(seconds));
  }

  int status() {
    return status;
  }

  /// Headers besides the content type.
  Map<String, String> headers() {
    return headers;
  }

  String json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", title(status))
            .put("status", status)
            .put("detail", detail);
    if (!errors.isEmpty()) {
      ArrayNode each = json.putArray("errors");
      errors.forEach(each::add);
    }
    return json.toString();
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
