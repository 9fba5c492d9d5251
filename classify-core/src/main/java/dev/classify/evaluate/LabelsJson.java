package dev.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Labels as JSON, to be kept and read again.
public final class LabelsJson {

  private static final String ID = "indicator_id";
  private static final String DOUBT = "doubt";

  /// Under a key of its own: the attributes of an answer are no labels, because nobody judges them.
  private static final String ATTRIBUTES = "attribute_labels";

  private LabelsJson() {}

  /// One object for each indicator, with the columns of a file of labels.
  public static ArrayNode write(List<Labels> labels) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Labels one : labels) {
      ObjectNode row = json.addObject().put(ID, one.indicatorId());
      one.tokens().forEach((field, token) -> row.put(field.column(), token));
      row.put(DOUBT, one.doubt());
      if (!one.attributes().isEmpty()) {
        ObjectNode attributes = row.putObject(ATTRIBUTES);
        one.attributes().forEach((attribute, value) -> attributes.put(attribute.column(), value));
      }
    }
    return json;
  }

  /// The labels that [#write] wrote, or those of rows with the columns of an answer. Fields that
  /// this build does not know are left out.
  public static List<Labels> read(JsonNode json) {
    List<Labels> labels = new ArrayList<>();
    for (JsonNode row : json) {
      Map<LabelField, String> tokens = new TreeMap<>();
      for (LabelField field : LabelField.all()) {
        JsonNode token = row.get(field.column());
        if (token != null) {
          tokens.put(field, field.written(token.isNull() ? "" : token.asText()));
        }
      }
      if (!tokens.isEmpty()) {
        labels.add(
            new Labels(row.path(ID).asText(), tokens, row.path(DOUBT).asText(), attributes(row)));
      }
    }
    return labels;
  }

  private static Map<SeriesAttribute, String> attributes(JsonNode row) {
    Map<SeriesAttribute, String> attributes = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      String value = row.path(ATTRIBUTES).path(attribute.column()).asText("");
      if (!value.isEmpty()) {
        attributes.put(attribute, value);
      }
    }
    return attributes;
  }
}
