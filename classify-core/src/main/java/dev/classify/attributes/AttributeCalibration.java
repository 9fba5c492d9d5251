package dev.classify.attributes;

import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How often values are right, by what states them.
final class AttributeCalibration {

  static final TableFormat FORMAT =
      TableFormat.of(
              "/dev/classify/attributes/attribute-calibration.csv",
              "attribute",
              "source",
              "right",
              "rows")
          .uniqueBy("attribute", "source")
          .overriddenBy("attribute", "source");

  private static final double PERCENT = 100;

  /// What states a value.
  enum Source {
    COLUMN,
    UNITS,
    NAME,
    LONG_NAME,
    DESCRIPTION,
    DERIVED,
    DISPUTED;

    static Source of(IndicatorField text) {
      return switch (text) {
        case UNITS -> UNITS;
        case NAME -> NAME;
        case LONG_NAME -> LONG_NAME;
        case DESCRIPTION -> DESCRIPTION;
        case INDICATOR_ID,
            PERIODICITY,
            AGGREGATION_METHOD,
            SCALE,
            TOPIC,
            CATEGORY_GROUP,
            DATASET,
            CURRENCY_CODE,
            SOURCE_NAME,
            SOURCE_URL,
            SAMPLE_VALUES ->
            throw new IllegalArgumentException("no attribute is read in " + text.column());
      };
    }
  }

  private record Key(SeriesAttribute attribute, Source source) {}

  private final Map<Source, Double> all;
  private final Map<Key, Double> own;

  private AttributeCalibration(Map<Source, Double> all, Map<Key, Double> own) {
    this.all = all;
    this.own = own;
  }

  static AttributeCalibration read(TableSet tables) {
    Map<Source, Double> all = new EnumMap<>(Source.class);
    Map<Key, Double> own = new HashMap<>();
    CsvTable table = tables.read(FORMAT);
    for (Row row : table.rows()) {
      Source source =
          Source.valueOf(
              row.oneOf(
                      "source",
                      "column",
                      "units",
                      "name",
                      "long_name",
                      "description",
                      "derived",
                      "disputed")
                  .toUpperCase(Locale.ROOT));
      double right = row.number("right", 0, (int) PERCENT) / PERCENT;
      if (row.text("attribute").equals("any")) {
        all.put(source, right);
      } else {
        own.put(new Key(row.required("attribute", AttributeWords.ATTRIBUTE), source), right);
      }
    }
    for (Source source : Source.values()) {
      table.requireRow(all.containsKey(source), "any, " + source.name().toLowerCase(Locale.ROOT));
    }
    return new AttributeCalibration(all, own);
  }

  /// The share of values that are right.
  double of(SeriesAttribute attribute, Source source) {
    Double right = own.get(new Key(attribute, source));
    return right == null ? Objects.requireNonNull(all.get(source)) : right;
  }
}
