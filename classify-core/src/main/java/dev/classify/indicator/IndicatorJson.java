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
import java.util.TreeMap;

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
    if (!indicator.extra().isEmpty()) {
      ObjectNode extra = json.putObject(ExtraColumns.KEY);
      indicator.extra().forEach(extra::put);
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
    return draft(json, keys(json, AssignedColumns.NONE), new TreeMap<>());
  }

  /// Reads the object of a source, with the assigned keys first. Keys that are no field are extra
  /// columns.
  ///
  /// If several keys name one field, an assigned key wins over the column, and the column over an
  /// alias.
  ///
  /// @param assigned what the keys of the source stand for
  public static IndicatorDraft draft(JsonNode json, AssignedColumns assigned) {
    Map<IndicatorField, String> keys = keys(json, assigned);
    Map<String, String> extra = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String key = entry.getKey();
      boolean ours = key.equals(ExtraColumns.KEY) && entry.getValue().isObject();
      if (!ours && !keys.containsValue(key) && !assigned.ignores(key)) {
        String name = assigned.keptAs(key);
        if (!name.equals(key)) {
          extra.remove(name);
        }
        put(extra, name, entry.getValue());
      }
    }
    return draft(json, keys, extra);
  }

  private static void put(Map<String, String> extra, String key, JsonNode value) {
    if (!value.isNull()) {
      extra.putIfAbsent(ExtraColumns.name(key), text(value));
    }
  }

  private static IndicatorDraft draft(
      JsonNode json, Map<IndicatorField, String> keys, Map<String, String> extra) {
    if (json.path(ExtraColumns.KEY).isObject()) {
      json.path(ExtraColumns.KEY)
          .properties()
          .forEach(column -> put(extra, column.getKey(), column.getValue()));
    }
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    keys.forEach((field, key) -> texts.put(field, text(json.path(key))));
    texts.remove(IndicatorField.SAMPLE_VALUES);
    String sample = keys.get(IndicatorField.SAMPLE_VALUES);
    return new IndicatorDraft(texts, sample == null ? null : json.path(sample), extra);
  }

  /// The key of each field.
  private static Map<IndicatorField, String> keys(JsonNode json, AssignedColumns assigned) {
    Map<IndicatorField, String> keys = new EnumMap<>(IndicatorField.class);
    Map<IndicatorField, Integer> ranks = new EnumMap<>(IndicatorField.class);
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      Optional<IndicatorField> field = assigned.meaning(entry.getKey());
      if (field.isPresent() && !entry.getValue().isNull()) {
        int rank = rank(entry.getKey(), field.get(), assigned);
        if (rank > ranks.getOrDefault(field.get(), -1)) {
          keys.put(field.get(), entry.getKey());
          ranks.put(field.get(), rank);
        }
      }
    }
    return keys;
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
