package dev.classify.attributes;

import dev.classify.attributes.AttributeCalibration.Source;
import dev.classify.attributes.AttributeColumns.Statement;
import dev.classify.indicator.IndicatorField;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects attributes from the most important text to the least.
final class FoundAttributes {

  private static final int SHOWN_CHARACTERS_MAX = 40;

  private final Map<SeriesAttribute, AttributeValue> values = new EnumMap<>(SeriesAttribute.class);
  private final Set<SeriesAttribute> disputed = EnumSet.noneOf(SeriesAttribute.class);
  private final AttributeCalibration calibration;

  FoundAttributes(AttributeCalibration calibration) {
    this.calibration = calibration;
  }

  /// Adds what a text states. The first text decides; another value in a later one makes it
  /// uncertain.
  ///
  /// @param words of our tables, or of ours
  void add(SeriesAttribute attribute, String value, IndicatorField text, String words) {
    add(attribute, value, Source.of(text), text.column() + ": " + words, null);
  }

  /// Adds what the scheme derives from the unit (docs/scheme.md 17).
  void addDerived(SeriesAttribute attribute, String value, String evidence) {
    add(attribute, value, Source.DERIVED, evidence, null);
  }

  /// Adds what a column states that is no field.
  void add(SeriesAttribute attribute, String value, Statement said) {
    String cell = said.cell();
    String shown =
        cell.length() <= SHOWN_CHARACTERS_MAX
            ? cell
            : cell.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    add(attribute, value, Source.COLUMN, "column " + said.column() + ": " + shown, said.column());
  }

  private void add(
      SeriesAttribute attribute,
      String value,
      Source source,
      String evidence,
      @Nullable String column) {
    if (!attribute.takes(value)) {
      return;
    }
    AttributeValue before = values.get(attribute);
    if (before == null || narrower(attribute, before.value(), value)) {
      double confidence = calibration.of(attribute, source);
      values.put(
          attribute, new AttributeValue(value, confidence, DecidedBy.RULES, evidence, column));
    } else if (!agree(attribute, before.value(), value) && disputed.add(attribute)) {
      values.put(
          attribute,
          new AttributeValue(
              before.value(),
              calibration.of(attribute, Source.DISPUTED),
              DecidedBy.RULES,
              before.evidence() + "; disputed by " + evidence,
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
    disputed.remove(attribute);
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
