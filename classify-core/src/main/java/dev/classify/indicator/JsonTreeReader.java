package dev.classify.indicator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads one JSON value as leniently as providers write, with numbers as they are written.
///
/// `NaN` and `Infinity` are no JSON, but common writers produce them; a number of any length is
/// read too, so that only the point of a sample with such a number is lost, not its row.
final class JsonTreeReader {

  /// A longer number is kept as text only: to calculate with it takes time that grows with its
  /// square, and no double could hold it.
  private static final int DIGITS_MAX = 1_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonFactory LENIENT =
      new JsonFactoryBuilder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private JsonTreeReader() {}

  /// Reads a text that holds nothing but one value.
  ///
  /// @return a missing node if the text is blank
  static JsonNode read(String text) throws JsonProcessingException {
    try (JsonParser json = LENIENT.createParser(text)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return MissingNode.getInstance();
      }
      JsonNode value = value(json, first);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "more text follows the first value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// The nesting is bounded by the parser.
  private static JsonNode value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json, token);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new JsonParseException(json, "a value is missing");
    };
  }

  private static ObjectNode object(JsonParser json) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      object.set(key, value(json, json.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser json) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      array.add(value(json, next));
    }
    return array;
  }

  private static JsonNode number(JsonParser json, JsonToken token) throws IOException {
    String written = json.getText();
    if (written.length() > DIGITS_MAX) {
      return new WrittenNumber(Double.NaN, written);
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new WrittenNumber(json.getDoubleValue(), written);
    }
    return switch (json.getNumberType()) {
      case INT -> NODES.numberNode(json.getIntValue());
      case LONG -> NODES.numberNode(json.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(json.getBigIntegerValue());
    };
  }
}
