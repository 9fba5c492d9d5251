package dev.classify.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The input fields of an indicator, in the order of files and tables.
public enum IndicatorField {
  INDICATOR_ID("indicator_id", 512, "id", "series_id", "series", "code", "indicator_code"),
  NAME("name", 8_192, "title", "indicator_name", "series_name", "indicator"),
  UNITS("units", 8_192, "unit", "unit_of_measure", "unit_measure"),
  LONG_NAME("long_name", 8_192, "full_name"),
  DESCRIPTION("description", 262_144, "definition", "notes", "long_definition"),
  PERIODICITY("periodicity", 8_192, "frequency", "freq"),
  AGGREGATION_METHOD("aggregation_method", 8_192, "aggregation"),
  SCALE("scale", 8_192, "multiplier", "unit_mult"),
  TOPIC("topic", 8_192, "topics"),
  CATEGORY_GROUP("category_group", 8_192, "category"),
  DATASET("dataset", 8_192, "database"),
  CURRENCY_CODE("currency_code", 8_192, "currency"),
  SOURCE_NAME("source_name", 8_192, "source"),
  SOURCE_URL("source_url", 8_192, "url"),
  SAMPLE_VALUES("sample_values", 1_048_576, "sample", "values", "observations");

  private static final Map<String, IndicatorField> NAMED = names();

  private final String column;
  private final int charactersMax;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type cannot say so
  private final List<String> aliases;

  IndicatorField(String column, int charactersMax, String... aliases) {
    this.column = column;
    this.charactersMax = charactersMax;
    this.aliases = List.of(aliases);
  }

  /// The name in files, tables and messages.
  public String column() {
    return column;
  }

  /// The longest text accepted, in characters after cleaning.
  public int charactersMax() {
    return charactersMax;
  }

  /// The field that a column name means, as its column or an alias; case, spaces, dashes and
  /// underscores make no difference.
  public static Optional<IndicatorField> named(String columnName) {
    IndicatorField exact = NAMED.get(columnName);
    return exact != null ? Optional.of(exact) : Optional.ofNullable(NAMED.get(joined(columnName)));
  }

  private static String joined(String columnName) {
    return columnName.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private static Map<String, IndicatorField> names() {
    Map<String, IndicatorField> names = new HashMap<>();
    for (IndicatorField field : values()) {
      Stream.concat(Stream.of(field.column), field.aliases.stream())
          .forEach(
              name -> {
                names.put(name, field);
                names.put(joined(name), field);
              });
    }
    return Map.copyOf(names);
  }
}
