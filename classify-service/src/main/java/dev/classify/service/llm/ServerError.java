package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.StringJoiner;

/// What a server says of an error, wherever in the body it says it. Servers differ: OpenAI sends
/// `{"error":{"message":...,"code":"..."}}`, others a number as code, an array, a bare text, or a
/// list of details.
///
/// @param status of HTTP; for an error in a successful response, the status that it names
/// @param message empty where there is none
/// @param codes everything that names the kind of the error, separated by spaces
/// @param param the parameter that the server complains about; empty where it names none
/// @param isPage whether the body is an HTML page; the message is its title then
record ServerError(int status, String message, String codes, String param, boolean isPage) {

  /// The key under which [ErrorBodies] puts the title of a page.
  static final String PAGE = "html";

  /// Of what a provider behind a gateway said, in characters.
  private static final int INNER_CHARACTERS = 2_000;

  private static final int FAILURE_MIN = 400;
  private static final int FAILURE_MAX = 599;
  private static final int UNKNOWN_FAILURE = 500;

  /// Reads the body of a failed response.
  static ServerError read(int status, JsonNode body) {
    JsonNode root = body.isArray() ? body.path(0) : body;
    if (root.path(PAGE).isTextual()) {
      return new ServerError(status, root.path(PAGE).textValue(), "", "", true);
    }
    JsonNode error = root.path("error").isObject() ? root.path("error") : root;
    return new ServerError(
        status, message(root, error), codes(error), text(error.path("param")), false);
  }

  /// Reads an error that came with HTTP 200.
  ///
  /// @param error the object, or a text
  static ServerError inSuccess(JsonNode error) {
    int code = error.path("code").asInt(0);
    boolean isStatus = code >= FAILURE_MIN && code <= FAILURE_MAX;
    return read(isStatus ? code : UNKNOWN_FAILURE, error);
  }

  private static String message(JsonNode root, JsonNode error) {
    StringJoiner message = new StringJoiner(" ");
    for (JsonNode said :
        new JsonNode[] {
          error.path("message"),
          root.path("error"),
          // The SDK hands over what stands under `error` where there is such a key.
          root,
          root.path("detail"),
          root.path("msg"),
          root.path("error_description"),
          root.at("/errors/0/message"),
        }) {
      if (said.isTextual()) {
        message.add(said.textValue());
        break;
      }
    }
    details(root, error)
        .forEach(
            detail -> {
              // Not what FastAPI repeats of the request in `input`.
              detail.path("loc").forEach(part -> message.add(part.asText()));
              message.add(detail.path("type").asText("")).add(detail.path("msg").asText(""));
            });
    String inner = error.at("/metadata/raw").asText("");
    if (!inner.isEmpty()) {
      message.add(inner.substring(0, Math.min(inner.length(), INNER_CHARACTERS)));
    }
    return message.toString().strip();
  }

  /// What FastAPI finds wrong with a request. Mistral puts it into the message.
  private static JsonNode details(JsonNode root, JsonNode error) {
    for (JsonNode list :
        new JsonNode[] {root.path("detail"), error.at("/message/detail"), error.path("message")}) {
      if (list.isArray() && !list.isEmpty()) {
        return list;
      }
    }
    return MissingNode.getInstance();
  }

  private static String codes(JsonNode error) {
    StringJoiner codes = new StringJoiner(" ");
    for (String key : new String[] {"code", "type", "status"}) {
      String code = text(error.path(key));
      if (!code.isEmpty()) {
        codes.add(code);
      }
    }
    for (JsonNode detail : error.path("details")) {
      String reason = detail.path("reason").asText("");
      if (!reason.isEmpty()) {
        codes.add(reason);
      }
      detail.path("violations").forEach(one -> codes.add(one.path("quotaId").asText("")));
    }
    return codes.toString().strip();
  }

  /// Numbers count as texts; objects do not.
  private static String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText("") : "";
  }

  /// Everything that the server says, for a search.
  String everything() {
    return (message + " " + codes + " " + param).strip();
  }

  /// For a message, such as `HTTP 502 with an HTML page: Bad Gateway`.
  String said() {
    String begin = "HTTP " + status + (isPage ? " with an HTML page" : "");
    String text = message.isEmpty() ? codes : message;
    return text.isEmpty() ? begin : begin + ": " + text;
  }
}
