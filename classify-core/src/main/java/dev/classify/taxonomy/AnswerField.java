package dev.classify.taxonomy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of an answer that the rules, a model or a person decides (docs/scheme.md 1.2), in the
/// order in which they are written.
///
/// This is the one declaration of an answer field. Columns, SQL, the JSON Schema for models, label
/// files and correction options derive from it, together with the flags of [AnswerFlag]. To add a
/// field, follow CONTRIBUTING.md.
public enum AnswerField implements AnswerColumn {
  UNIT_TYPE("unit type", UnitType.PERCENTAGE, Classification::unitType),
  SCALE("scale", Scale.MILLIONS, Classification::scale),
  CURRENCY,
  REPORTING_FREQUENCY("frequency", ReportingFrequency.MONTHLY, Classification::reportingFrequency),
  TIME_BASIS("time basis", TimeBasis.PER_PERIOD, Classification::timeBasis),
  CUMULATIVE_PATTERN_TYPE("pattern", CumulativePattern.YTD, Classification::cumulativePattern),
  FAMILY("family", Family.PRICE_VALUE, Classification::family),
  INDICATOR_TYPE("type", IndicatorType.YIELD, Classification::indicatorType),
  TEMPORAL_AGGREGATION(
      "aggregation", TemporalAggregation.PERIOD_AVERAGE, Classification::temporalAggregation),
  HEAT_MAP_ORIENTATION(
      "orientation", HeatMapOrientation.LOWER_IS_POSITIVE, Classification::heatMapOrientation);

  /// How people and files write that an answer has no currency.
  public static final String NO_CURRENCY = "none";

  private final String label;
  private final String example;

  @SuppressWarnings("ImmutableEnumChecker") // toList is immutable, its type cannot say so
  private final List<String> tokens;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
  private final Function<Classification, @Nullable String> value;

  <T extends Enum<T> & VocabularyTerm> AnswerField(
      String label, T example, Function<Classification, T> value) {
    this.label = label;
    this.example = example.token();
    this.tokens =
        Arrays.stream(example.getDeclaringClass().getEnumConstants())
            .map(VocabularyTerm::token)
            .toList();
    this.value = answer -> value.apply(answer).token();
  }

  /// The currency, the one field without a vocabulary.
  AnswerField() {
    this.label = "currency";
    this.example = "EUR";
    this.tokens = List.of();
    this.value = Classification::currency;
  }

  /// The field of this name.
  ///
  /// @throws IllegalArgumentException where none has it
  @JsonCreator
  public static AnswerField of(String column) {
    return Arrays.stream(values())
        .filter(field -> field.column().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field is called " + column));
  }

  @Override
  @JsonValue
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A short name for people, such as `unit type`. As an option it is `--unit-type`.
  public String label() {
    return label;
  }

  /// A value to show in help texts, such as `percentage`.
  public String example() {
    return example;
  }

  /// The closed vocabulary; empty for the currency, which is an ISO 4217 code or null.
  public List<String> tokens() {
    return tokens;
  }

  /// The value that an answer gives the field; only a currency can have none.
  public Optional<String> token(Classification answer) {
    return Optional.ofNullable(value.apply(answer));
  }

  @Override
  public @Nullable String text(Classification answer) {
    return value.apply(answer);
  }

  /// The value as people and label files write it: [#NO_CURRENCY] where there is no currency.
  public String written(Classification answer) {
    return token(answer).orElse(NO_CURRENCY);
  }
}
