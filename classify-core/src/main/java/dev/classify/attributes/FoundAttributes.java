package dev.classify.attributes;

import dev.classify.attributes.AttributeColumns.Statement;
import dev.classify.indicator.IndicatorField;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Collects attributes from the most important text to the least.
final class FoundAttributes {

  /// The scheme derives the value from the unit (docs/scheme.md 17).
  static final double DERIVED = 0.85;

  /// A column has no other purpose than to state the attribute.
  private static final double COLUMN = 0.97;

  private static final int SHOWN_CHARACTERS_MAX = 40;

  private final Map<SeriesAttribute, AttributeValue> values = new EnumMap<>(SeriesAttribute.class);

  /// How sure a text makes of what it states. Not measured: there are no labels to measure with.
  static double certainty(IndicatorField text) {
    return switch (text) {
      case UNITS -> 0.97;
      case NAME -> 0.95;
      case LONG_NAME -> 0.93;
      case DESCRIPTION -> 0.85;
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

  /// Adds what a text states. The first text decides; another value in a later one makes it
  /// uncertain.
  ///
  /// @param words of our tables, or of ours
  void add(SeriesAttribute attribute, String value, IndicatorField text, String words) {
    add(attribute, value, certainty(text), text.column() + ": " + words);
  }

  void add(SeriesAttribute attribute, String value, double confidence, String evidence) {
    add(attribute, new AttributeValue(value, confidence, DecidedBy.RULES, evidence));
  }

  /// Adds what a column states that is no field.
  void add(SeriesAttribute attribute, String value, Statement said) {
    String cell = said.cell();
    String shown =
        cell.length() <= SHOWN_CHARACTERS_MAX
            ? cell
            : cell.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    add(
        attribute,
        new AttributeValue(
            value,
            COLUMN,
            DecidedBy.RULES,
            "column " + said.column() + ": " + shown,
            said.column()));
  }

  private void add(SeriesAttribute attribute, AttributeValue stated) {
    if (!attribute.takes(stated.value())) {
      return;
    }
    AttributeValue before = values.get(attribute);
    if (before == null || narrower(attribute, before.value(), stated.value())) {
      values.put(attribute, stated);
    } else if (!agree(attribute, before.value(), stated.value())
        && before.confidence() > AttributeValue.DISPUTED) {
      values.put(
          attribute,
          new AttributeValue(
              before.value(),
              AttributeValue.DISPUTED,
              DecidedBy.RULES,
              before.evidence() + "; disputed by " + stated.evidence(),
              before.column()));
    }
  }

  /// A list of one country has its code in each row, while a title may name a state.
  private static boolean narrower(SeriesAttribute attribute, String before, String value) {
    return attribute == SeriesAttribute.REFERENCE_AREA && value.startsWith(before + "-");
  }

  /// A text often says less than another one: chained prices are constant, "seasonally adjusted"
  /// leaves the calendar open, "euro area" its members.
  private static boolean agree(SeriesAttribute attribute, String before, String value) {
    return before.equals(value)
        || switch (attribute) {
          case PRICE_BASIS -> value.equals("constant") && !before.equals("current");
          case SEASONAL_ADJUSTMENT ->
              value.equals("seasonally-adjusted")
                  && before.equals("seasonally-and-calendar-adjusted");
          case REFERENCE_AREA -> before.matches(value + "\\d.*|" + value + "-.*");
          case BASE_PERIOD, TRANSFORMATION, SECTOR, DENOMINATOR, UNIT_MEASURE, UNIT_MULT -> false;
        };
  }

  /// Drops what was found before.
  void drop(SeriesAttribute attribute) {
    values.remove(attribute);
  }

  Optional<String> value(SeriesAttribute attribute) {
    return Optional.ofNullable(values.get(attribute)).map(AttributeValue::value);
  }

  boolean has(SeriesAttribute attribute) {
    return values.containsKey(attribute);
  }

  SeriesAttributes all() {
    return new SeriesAttributes(values);
  }
}
