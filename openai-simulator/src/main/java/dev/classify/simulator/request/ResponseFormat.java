package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// The form that a request wants its answer in.
public sealed interface ResponseFormat {

  /// No form is asked for.
  record Text() implements ResponseFormat {}

  /// Any JSON object.
  record JsonObject() implements ResponseFormat {}

  /// JSON that fits a schema.
  record JsonSchema(String name, JsonNode schema, boolean strict) implements ResponseFormat {}

  /// The schema, which counts to the prompt; missing where there is none.
  default JsonNode schemaOrMissing() {
    return switch (this) {
      case Text _, JsonObject _ -> JsonNodeFactory.instance.missingNode();
      case JsonSchema json -> json.schema();
    };
  }
}
