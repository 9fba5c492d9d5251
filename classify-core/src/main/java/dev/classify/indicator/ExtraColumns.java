package dev.classify.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The columns of a source that are no fields. The answer does not depend on them, but some state
/// attributes (docs/scheme.md 17). They go with the row to its export, as `extra.` and their name.
public final class ExtraColumns {

  /// The object of them in the JSON of an indicator, and the beginning of their names in exports.
  public static final String KEY = "extra";

  public static final String PREFIX = KEY + ".";

  /// Of a row. A table has some dozen columns; each becomes one of every export.
  public static final int COLUMNS_MAX = 64;

  public static final int NAME_CHARACTERS_MAX = 128;

  /// Of a row, names and values together: they are sent and stored with each.
  public static final int CHARACTERS_MAX = 16_384;

  private ExtraColumns() {}

  /// The name of a column, without the beginning that our exports give it.
  public static String name(String column) {
    String name = column.strip();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  /// Those that a JSON object holds, as an import writes them; a text that is none is one column.
  public static Map<String, String> read(String json) {
    try {
      Map<String, String> columns = new TreeMap<>();
      IndicatorJson.read(json)
          .properties()
          .forEach(
              column ->
                  columns.put(
                      column.getKey(),
                      column.getValue().isValueNode()
                          ? column.getValue().asText()
                          : column.getValue().toString()));
      return columns;
    } catch (JsonProcessingException _) {
      return Map.of(KEY, json);
    }
  }

  /// Those of a row that are kept, by name.
  ///
  /// @param warnings gets one if some are dropped
  static SortedMap<String, String> checked(Map<String, String> given, List<Problem> warnings) {
    SortedMap<String, String> kept = new TreeMap<>();
    List<String> dropped = new ArrayList<>();
    int characters = 0;
    for (Map.Entry<String, String> column : new TreeMap<>(given).entrySet()) {
      String name = TextCleaning.text(column.getKey());
      String value = TextCleaning.text(column.getValue());
      if (name.isEmpty() || value.isEmpty()) {
        continue;
      }
      characters += name.length() + value.length();
      if (kept.size() < COLUMNS_MAX
          && name.length() <= NAME_CHARACTERS_MAX
          && characters <= CHARACTERS_MAX) {
        kept.put(name, value);
      } else {
        characters -= name.length() + value.length();
        dropped.add(name.substring(0, Math.min(name.length(), 40)));
      }
    }
    if (!dropped.isEmpty()) {
      warnings.add(
          new Problem(
              KEY,
              "%d columns that are no fields are left out, such as %s: a row keeps %d of them with %,d characters"
                  .formatted(dropped.size(), dropped.getFirst(), COLUMNS_MAX, CHARACTERS_MAX),
              "shorten or remove them, or ignore them in a mapping file"));
    }
    return Collections.unmodifiableSortedMap(kept);
  }
}
