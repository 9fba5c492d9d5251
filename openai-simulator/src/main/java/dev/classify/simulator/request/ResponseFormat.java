package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// The format in which a request wants its answer.
public sealed interface ResponseFormat {

  /// The request asks for no format.
  record Text() implements ResponseFormat {}

  /// Any JSON object.
  record JsonObject() implements ResponseFormat {}

  /// JSON that conforms to a schema.
  record JsonSchema(String name, JsonNode schema, boolean strict) implements ResponseFormat {}

  /// The schema, which is part of the prompt; a missing node if there is none.
  default JsonNode schemaOrMissing() {
    return switch (this) {
      case Text _, JsonObject _ -> JsonNodeFactory.instance.missingNode();
      case JsonSchema json -> json.schema();
    };
  }
}
