package dev.classify.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stored answer.
///
/// @param values in the order of [ResultColumn]: text, Boolean, Integer, Double or null
public record Result(List<@Nullable Object> values) {

  public @Nullable Object get(ResultColumn column) {
    return values.get(column.ordinal());
  }

  /// The value as text, empty where it is null.
  public String text(ResultColumn column) {
    Object value = get(column);
    return value == null ? "" : value.toString();
  }
}
