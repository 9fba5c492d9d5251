package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Makes JSON conform to a schema, like a model with structured outputs: it keeps valid parts, adds
/// missing ones and replaces invalid ones.
final class SchemaFit {

  /// Deeper than any accepted schema; it stops schemas that refer to themselves.
  private static final int DEPTH_MAX = 12;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;

  private SchemaFit(JsonNode root) {
    this.root = root;
  }

  static JsonNode fit(JsonNode schema, JsonNode wanted) {
    return new SchemaFit(schema).fit(schema, wanted, 0);
  }

  private JsonNode fit(JsonNode given, JsonNode wanted, int depth) {
    JsonNode schema = resolved(given);
    if (depth > DEPTH_MAX) {
      return NODES.nullNode();
    }
    if (schema.path("anyOf").isArray() && !schema.path("anyOf").isEmpty()) {
      return fit(branch(schema.path("anyOf"), wanted), wanted, depth + 1);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      for (JsonNode value : schema.path("enum")) {
        if (value.equals(wanted)) {
          return wanted;
        }
      }
      return schema.path("enum").get(0);
    }
    return switch (type(schema, wanted)) {
      case "object" -> object(schema, wanted, depth);
      case "array" -> array(schema, wanted, depth);
      case "string" -> wanted.isTextual() ? wanted : NODES.textNode("");
      case "integer" -> wanted.isIntegralNumber() ? wanted : NODES.numberNode(0);
      case "number" -> wanted.isNumber() ? wanted : NODES.numberNode(0);
      case "boolean" -> wanted.isBoolean() ? wanted : NODES.booleanNode(false);
      case "null" -> NODES.nullNode();
      default -> wanted.isMissingNode() ? NODES.nullNode() : wanted;
    };
  }

  private ObjectNode object(JsonNode schema, JsonNode wanted, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      object.set(name, fit(property.getValue(), wanted.path(name), depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, JsonNode wanted, int depth) {
    ArrayNode array = NODES.arrayNode();
    if (wanted.isArray()) {
      wanted.forEach(item -> array.add(fit(schema.path("items"), item, depth + 1)));
    }
    while (array.size() < Math.min(schema.path("minItems").asInt(0), DEPTH_MAX)) {
      array.add(fit(schema.path("items"), NODES.missingNode(), depth + 1));
    }
    return array;
  }

  private JsonNode branch(JsonNode branches, JsonNode wanted) {
    for (JsonNode branch : branches) {
      if (allows(resolved(branch), wanted)) {
        return branch;
      }
    }
    return branches.get(0);
  }

  private static boolean allows(JsonNode schema, JsonNode wanted) {
    return !wanted.isMissingNode() && kind(wanted).equals(type(schema, wanted));
  }

  /// The type of the value if the schema allows it, else the first type of the schema.
  private static String type(JsonNode schema, JsonNode wanted) {
    JsonNode type = schema.path("type");
    if (!type.isArray()) {
      return type.asText();
    }
    for (JsonNode one : type) {
      if (one.asText().equals(kind(wanted))) {
        return one.asText();
      }
    }
    return type.path(0).asText();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
  }
}
