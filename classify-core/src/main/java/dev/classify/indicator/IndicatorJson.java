package dev.classify.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Indicators as JSON objects: a line of a JSONL file, and an entry of a batch on the wire.
public final class IndicatorJson {

  private IndicatorJson() {}

  /// Reads one JSON value as leniently as providers write. A number that is the id or the name of a
  /// row keeps its text.
  public static JsonNode read(String json) throws JsonProcessingException {
    return JsonTreeReader.read(json);
  }

  /// What is wrong with a text that is no JSON, without the parser's way of naming a place.
  public static String problem(JsonProcessingException fault) {
    return fault.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
  }

  /// Whether a key names a field.
  public static boolean isField(String key, AssignedColumns assigned) {
    return assigned.meaning(key).isPresent();
  }

  /// The object of an indicator: keys are the columns of [IndicatorField], in their order; fields
  /// without a value are omitted.
  public static ObjectNode write(Indicator indicator) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (IndicatorField field : IndicatorField.values()) {
      String text = indicator.text(field);
      if (text != null) {
        json.put(field.column(), text);
      }
    }
    if (!indicator.sample().isEmpty() || !indicator.unvaluedDates().isEmpty()) {
      writeSample(indicator, json.putArray(IndicatorField.SAMPLE_VALUES.column()));
    }
    return json;
  }

  /// The observations, and after them the dates without a value, with null.
  private static void writeSample(Indicator indicator, ArrayNode sample) {
    for (Observation observation : indicator.sample()) {
      sample
          .addObject()
          .put("date", observation.date().toString())
          .put("value", observation.value());
    }
    for (LocalDate date : indicator.unvaluedDates()) {
      sample.addObject().put("date", date.toString()).putNull("value");
    }
  }

  /// Reads any JSON. Anything but an object has no fields; unknown keys are ignored.
  public static IndicatorDraft draft(JsonNode json) {
    return draft(json, AssignedColumns.NONE);
  }

  /// Reads any JSON, with the assigned keys first.
  ///
  /// If several keys name one field, an assigned key wins over the column, and the column over an
  /// alias.
  ///
  /// @param assigned what the keys of the source stand for
  public static IndicatorDraft draft(JsonNode json, AssignedColumns assigned) {
    Map<IndicatorField, JsonNode> values = new EnumMap<>(IndicatorField.class);
    Map<IndicatorField, Integer> ranks = new EnumMap<>(IndicatorField.class);
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      Optional<IndicatorField> field = assigned.meaning(entry.getKey());
      if (field.isPresent() && !entry.getValue().isNull()) {
        int rank = rank(entry.getKey(), field.get(), assigned);
        if (rank > ranks.getOrDefault(field.get(), -1)) {
          values.put(field.get(), entry.getValue());
          ranks.put(field.get(), rank);
        }
      }
    }
    JsonNode sample = values.remove(IndicatorField.SAMPLE_VALUES);
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    values.forEach((field, value) -> texts.put(field, text(value)));
    return new IndicatorDraft(texts, sample);
  }

  private static int rank(String key, IndicatorField field, AssignedColumns assigned) {
    if (assigned.has(key)) {
      return 2;
    }
    return key.equals(field.column()) ? 1 : 0;
  }

  /// A text as it is, a number or boolean as written, anything else as its JSON.
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
