package dev.classify.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One request of the API.
///
/// @param method such as `GET`
/// @param path as it was sent, still encoded
/// @param pathValues decoded values of the variable parts of the path, by name
/// @param query decoded values by name, in the order in which they were sent
/// @param header the value of a header by its name, null where the request has none
/// @param body empty where there is none, or where it is streamed
/// @param content a streamed body, to be read once; empty otherwise
/// @param remoteHost address of the caller, or of the balancer in between
/// @param identified who sent it; null while that is not known, and for routes that ask nobody
public record ApiRequest(
    String method,
    String path,
    Map<String, String> pathValues,
    Map<String, List<String>> query,
    UnaryOperator<@Nullable String> header,
    Buffer body,
    InputStream content,
    String remoteHost,
    @Nullable Caller identified) {

  public ApiRequest {
    pathValues = Map.copyOf(pathValues);
    query = Map.copyOf(query);
  }

  /// A request with its body in memory.
  public ApiRequest(
      String method,
      String path,
      Map<String, String> pathValues,
      Map<String, List<String>> query,
      UnaryOperator<@Nullable String> header,
      Buffer body,
      String remoteHost,
      @Nullable Caller identified) {
    this(
        method,
        path,
        pathValues,
        query,
        header,
        body,
        InputStream.nullInputStream(),
        remoteHost,
        identified);
  }

  /// The same request, sent by a known caller.
  public ApiRequest from(Caller caller) {
    return new ApiRequest(
        method, path, pathValues, query, header, body, content, remoteHost, caller);
  }

  /// Who sent it, on a route that needs a caller.
  public Caller caller() {
    if (identified == null) {
      throw new IllegalStateException("this route asks nobody who they are");
    }
    return identified;
  }

  /// A variable part of the path, such as the id of a job.
  public String pathValue(String name) {
    String value = pathValues.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no part " + name);
    }
    return value;
  }

  public Optional<String> headerValue(String name) {
    return Optional.ofNullable(header.apply(name));
  }

  /// Reads the parameters of the query. Call [Parameters#check] when all are read.
  public Parameters parameters() {
    return new Parameters(query);
  }

  /// Reads the body, which has these keys at most. Call [JsonBody#check] when all are read.
  ///
  /// @throws Problem 400 if it is not a JSON object; no body at all is an empty one
  public JsonBody body(String... keys) {
    return new JsonBody(json(), List.of(keys));
  }

  /// The body as a JSON object.
  ///
  /// @throws Problem 400 if it is something else
  public JsonNode json() {
    if (body.length() == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode json = Json.MAPPER.readTree(body.getBytes());
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (IOException _) {
      // Answered below. The message of the parser would repeat a part of the body.
    }
    throw Problem.badRequest("the body is not a JSON object");
  }
}
