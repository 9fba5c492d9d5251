package dev.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Labels as JSON, to be kept and read again.
public final class LabelsJson {

  private static final String ID = "indicator_id";
  private static final String DOUBT = "doubt";

  private LabelsJson() {}

  /// One object for each indicator, with the columns of a file of labels.
  public static ArrayNode write(List<Labels> labels) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Labels one : labels) {
      ObjectNode row = json.addObject().put(ID, one.indicatorId());
      one.tokens().forEach((field, token) -> row.put(field.column(), token));
      row.put(DOUBT, one.doubt());
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
        labels.add(new Labels(row.path(ID).asText(), tokens, row.path(DOUBT).asText()));
      }
    }
    return labels;
  }
}
