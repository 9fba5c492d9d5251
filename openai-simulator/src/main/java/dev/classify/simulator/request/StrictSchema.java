package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules of structured outputs for a schema: an object at the root, no additional properties,
/// all properties required, and limits on depth and number.
final class StrictSchema {

  private static final int DEPTH_MAX = 10;
  private static final int PROPERTIES_MAX = 5_000;
  private static final int ENUM_VALUES_MAX = 1_000;
  private static final List<String> NOT_PERMITTED =
      List.of(
          "oneOf",
          "allOf",
          "not",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "patternProperties");

  private int properties;
  private int enumValues;

  private StrictSchema() {}

  /// The first rule that a schema breaks.
  static Optional<String> violation(JsonNode schema) {
    if (!schema.path("type").asText().equals("object")) {
      return Optional.of(
          "schema must be a JSON Schema of 'type: \"object\"', got 'type: \""
              + schema.path("type").asText("None")
              + "\"'.");
    }
    return new StrictSchema().violation(schema, List.of(), 0);
  }

  private Optional<String> violation(JsonNode schema, List<String> context, int depth) {
    for (String keyword : NOT_PERMITTED) {
      if (schema.has(keyword)) {
        return Optional.of(in(context) + "'" + keyword + "' is not permitted.");
      }
    }
    if (depth > DEPTH_MAX) {
      return Optional.of(in(context) + "the schema is nested deeper than " + DEPTH_MAX + ".");
    }
    enumValues += schema.path("enum").size();
    properties += schema.path("properties").size();
    if (enumValues > ENUM_VALUES_MAX || properties > PROPERTIES_MAX) {
      return Optional.of("the schema has too many properties or enum values.");
    }
    Optional<String> own = isObject(schema) ? objectViolation(schema, context) : Optional.empty();
    if (own.isPresent()) {
      return own;
    }
    for (Child child : children(schema, context)) {
      Optional<String> inner = violation(child.schema(), child.context(), depth + child.levels());
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objectViolation(JsonNode schema, List<String> context) {
    JsonNode additional = schema.path("additionalProperties");
    if (!additional.isBoolean() || additional.booleanValue()) {
      return Optional.of(
          in(context) + "'additionalProperties' is required to be supplied and to be false.");
    }
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    List<String> names = schema.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    for (String name : names) {
      if (!required.remove(name)) {
        return Optional.of(
            in(context)
                + "'required' is required to be supplied and to be an array including every key"
                + " in properties. Missing '"
                + name
                + "'.");
      }
    }
    return required.isEmpty()
        ? Optional.empty()
        : Optional.of(
            in(context) + "'required' names what properties lacks: " + required.iterator().next());
  }

  /// @param levels how much deeper it is than its parent
  private record Child(JsonNode schema, List<String> context, int levels) {}

  private static List<Child> children(JsonNode schema, List<String> context) {
    List<Child> children = new ArrayList<>();
    for (String group : List.of("properties", "$defs", "definitions")) {
      for (Map.Entry<String, JsonNode> entry : schema.path(group).properties()) {
        children.add(new Child(entry.getValue(), below(context, group, entry.getKey()), 1));
      }
    }
    if (schema.path("items").isObject()) {
      children.add(new Child(schema.path("items"), below(context, "items"), 1));
    }
    for (int index = 0; index < schema.path("anyOf").size(); index++) {
      List<String> where = below(context, "anyOf", String.valueOf(index));
      children.add(new Child(schema.path("anyOf").get(index), where, 0));
    }
    return children;
  }

  private static boolean isObject(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (one.asText().equals("object")) {
          return true;
        }
      }
    }
    return type.asText().equals("object") || schema.has("properties");
  }

  private static List<String> below(List<String> context, String... names) {
    List<String> below = new ArrayList<>(context);
    below.addAll(List.of(names));
    return below;
  }

  /// The location as a Python tuple, the form in which the API reports it.
  private static String in(List<String> context) {
    String names = context.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return "In context=(" + names + (context.size() == 1 ? "," : "") + "), ";
  }
}
