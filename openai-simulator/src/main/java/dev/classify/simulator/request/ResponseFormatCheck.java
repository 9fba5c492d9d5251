package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Validates and reads the response format of a request.
final class ResponseFormatCheck {

  private final Endpoint endpoint;
  private final JsonNode format;

  /// @param format the JSON object that contains the type
  ResponseFormatCheck(Endpoint endpoint, JsonNode format) {
    this.endpoint = endpoint;
    this.format = format;
  }

  Optional<ApiError> error() {
    if (format.isMissingNode() || format.isNull()) {
      return Optional.empty();
    }
    return switch (format.path("type").asText()) {
      case "text", "json_object" -> Optional.empty();
      case "json_schema" -> schemaError();
      case "" -> Optional.of(ApiError.missing(endpoint.format() + ".type"));
      default ->
          Optional.of(
              ApiError.invalid(
                  "Invalid value: '" + format.path("type").asText() + "'.",
                  endpoint.format() + ".type",
                  "invalid_value"));
    };
  }

  static ResponseFormat read(Endpoint endpoint, JsonNode format) {
    return switch (format.path("type").asText()) {
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> {
        JsonNode body = body(endpoint, format);
        yield new ResponseFormat.JsonSchema(
            body.path("name").asText(), body.path("schema"), body.path("strict").asBoolean(false));
      }
      default -> new ResponseFormat.Text();
    };
  }

  private Optional<ApiError> schemaError() {
    JsonNode body = body(endpoint, format);
    String param =
        endpoint == Endpoint.CHAT ? endpoint.format() + ".json_schema" : endpoint.format();
    String name = body.path("name").asText();
    if (name.isEmpty()) {
      return Optional.of(ApiError.missing(param + ".name"));
    }
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      return Optional.of(
          ApiError.invalid(
              "Invalid '" + param + ".name': string does not match pattern.",
              param + ".name",
              "invalid_value"));
    }
    if (!body.path("schema").isObject()) {
      return Optional.of(ApiError.missing(param + ".schema"));
    }
    if (!body.path("strict").asBoolean(false)) {
      return Optional.empty();
    }
    return StrictSchema.violation(body.path("schema"))
        .map(
            violation ->
                ApiError.invalid(
                    "Invalid schema for response_format '" + name + "': " + violation,
                    endpoint == Endpoint.CHAT ? endpoint.format() : param + ".schema",
                    endpoint == Endpoint.CHAT ? null : "invalid_json_schema"));
  }

  private static JsonNode body(Endpoint endpoint, JsonNode format) {
    return endpoint == Endpoint.CHAT ? format.path("json_schema") : format;
  }
}
