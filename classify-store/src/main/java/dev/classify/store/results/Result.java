package dev.classify.store.results;

import dev.classify.taxonomy.AnswerColumn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One stored answer.
///
/// @param values text, Boolean, Integer, Double, JsonNode or null
public record Result(Map<ResultColumn, @Nullable Object> values) {

  /// The value as text, empty where it is null.
  public String text(ResultColumn column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString();
  }

  /// The value of an answer's column as text, empty where it is null.
  public String text(AnswerColumn column) {
    return text(ResultColumn.of(column));
  }
}
