package dev.classify.store.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// An answer as a JSON object whose keys are the column names.
public final class ResultJson {

  private ResultJson() {}

  /// Every column in order; null where there is no value.
  public static ObjectNode of(Result result) {
    return of(result, ResultColumn.ALL);
  }

  /// These columns in order; null where there is no value.
  public static ObjectNode of(Result result, List<ResultColumn> columns) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (ResultColumn column : columns) {
      Object value = result.values().get(column);
      if (value instanceof Boolean flag) {
        json.put(column.column(), flag);
      } else if (value instanceof Integer number) {
        json.put(column.column(), number);
      } else if (value instanceof Double number) {
        json.put(column.column(), number);
      } else if (value instanceof JsonNode node) {
        json.set(column.column(), node);
      } else if (value == null) {
        json.putNull(column.column());
      } else {
        json.put(column.column(), value.toString());
      }
    }
    return json;
  }
}
