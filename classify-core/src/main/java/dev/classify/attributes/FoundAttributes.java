package dev.classify.attributes;

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

  /// Another text says otherwise.
  private static final double DISPUTED = 0.6;

  /// The scheme derives the value from the unit (docs/scheme.md 17).
  static final double DERIVED = 0.85;

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
    if (!attribute.takes(value)) {
      return;
    }
    AttributeValue before = values.get(attribute);
    if (before == null) {
      values.put(attribute, new AttributeValue(value, confidence, DecidedBy.RULES, evidence));
    } else if (!agree(attribute, before.value(), value) && before.confidence() > DISPUTED) {
      values.put(
          attribute,
          new AttributeValue(
              before.value(),
              DISPUTED,
              DecidedBy.RULES,
              before.evidence() + "; disputed by " + evidence));
    }
  }

  /// Chained prices are constant ones, and a title often says only that.
  private static boolean agree(SeriesAttribute attribute, String before, String value) {
    return before.equals(value)
        || (attribute == SeriesAttribute.PRICE_BASIS
            && value.equals("constant")
            && !before.equals("current"));
  }

  /// Replaces what was found before.
  void replace(SeriesAttribute attribute, String value, IndicatorField text, String words) {
    values.remove(attribute);
    add(attribute, value, text, words);
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
