package dev.classify.simulator.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A valid body of `POST /v1/batches`.
///
/// @param metadata an object of texts, or null
public record BatchRequest(String inputFileId, Endpoint endpoint, JsonNode metadata) {

  /// The only one that the API knows.
  public static final String WINDOW = "24h";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> KNOWN =
      Set.of("input_file_id", "endpoint", "completion_window", "metadata", "output_expires_after");

  // The limits of metadata, by the schema `Metadata` of github.com/openai/openai-openapi.
  private static final int PAIRS_MAX = 16;
  private static final int KEY_CHARACTERS_MAX = 64;
  private static final int VALUE_CHARACTERS_MAX = 512;

  /// The result of parsing a body.
  public sealed interface Parsed {

    record Accepted(BatchRequest request) implements Parsed {}

    record Refused(ApiError error) implements Parsed {}
  }

  public static Parsed parse(String body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return new Parsed.Refused(ApiError.notJson());
    }
    return error(json)
        .<Parsed>map(Parsed.Refused::new)
        .orElseGet(
            () ->
                new Parsed.Accepted(
                    new BatchRequest(
                        json.path("input_file_id").textValue(),
                        endpoint(json).orElseThrow(),
                        json.hasNonNull("metadata")
                            ? json.path("metadata")
                            : JsonNodeFactory.instance.nullNode())));
  }

  private static Optional<ApiError> error(JsonNode json) {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!KNOWN.contains(entry.getKey())) {
        return Optional.of(ApiError.unknownParameter(entry.getKey()));
      }
    }
    for (String name : List.of("input_file_id", "endpoint", "completion_window")) {
      if (!json.has(name)) {
        return Optional.of(ApiError.missing(name));
      }
      if (!json.path(name).isTextual()) {
        return Optional.of(ApiError.wrongType(name, "a string"));
      }
    }
    if (endpoint(json).isEmpty()) {
      return Optional.of(
          ApiError.invalidValue(
              "endpoint",
              json.path("endpoint").textValue(),
              List.of(Endpoint.CHAT.path(), Endpoint.RESPONSES.path())));
    }
    String window = json.path("completion_window").textValue();
    if (!window.equals(WINDOW)) {
      return Optional.of(ApiError.invalidValue("completion_window", window, List.of(WINDOW)));
    }
    return metadataError(json.path("metadata"));
  }

  private static Optional<Endpoint> endpoint(JsonNode json) {
    return Endpoint.at(json.path("endpoint").asText());
  }

  private static Optional<ApiError> metadataError(JsonNode metadata) {
    if (metadata.isMissingNode() || metadata.isNull()) {
      return Optional.empty();
    }
    if (!metadata.isObject()) {
      return Optional.of(ApiError.wrongType("metadata", "an object"));
    }
    if (metadata.size() > PAIRS_MAX) {
      return Optional.of(
          ApiError.invalid(
              "Invalid 'metadata': too many properties. Expected an object with at most "
                  + PAIRS_MAX
                  + " properties.",
              "metadata",
              "object_above_max_properties"));
    }
    for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
      String param = "metadata." + entry.getKey();
      if (!entry.getValue().isTextual()) {
        return Optional.of(ApiError.wrongType(param, "a string"));
      }
      if (entry.getKey().length() > KEY_CHARACTERS_MAX
          || entry.getValue().textValue().length() > VALUE_CHARACTERS_MAX) {
        return Optional.of(
            ApiError.invalid(
                "Invalid '" + param + "': string too long.", param, "string_above_max_length"));
      }
    }
    return Optional.empty();
  }
}
