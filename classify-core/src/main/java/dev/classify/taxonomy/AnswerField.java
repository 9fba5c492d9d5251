package dev.classify.taxonomy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The fields of an answer that somebody decides (docs/scheme.md 1.2), in the order in which
/// they are written. Whether it is money and whether it accumulates follow from others.
public enum AnswerField {
  UNIT_TYPE(UnitType.values()),
  SCALE(Scale.values()),
  CURRENCY,
  REPORTING_FREQUENCY(ReportingFrequency.values()),
  TIME_BASIS(TimeBasis.values()),
  CUMULATIVE_PATTERN_TYPE(CumulativePattern.values()),
  FAMILY(Family.values()),
  INDICATOR_TYPE(IndicatorType.values()),
  TEMPORAL_AGGREGATION(TemporalAggregation.values()),
  HEAT_MAP_ORIENTATION(HeatMapOrientation.values());

  @SuppressWarnings("ImmutableEnumChecker") // toList is immutable, its type cannot say so
  private final List<String> tokens;

  AnswerField(VocabularyTerm... vocabulary) {
    tokens = Arrays.stream(vocabulary).map(VocabularyTerm::token).toList();
  }

  /// The name in JSON and in tables, such as `unit_type`.
  @JsonValue
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The field of this name.
  ///
  /// @throws IllegalArgumentException where none has it
  @JsonCreator
  public static AnswerField of(String key) {
    return Arrays.stream(values())
        .filter(field -> field.column().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field is called " + key));
  }

  /// The closed vocabulary; empty for the currency, which is an ISO 4217 code or null.
  public List<String> tokens() {
    return tokens;
  }

  /// The value that an answer gives the field; only a currency can have none.
  public Optional<String> token(Classification answer) {
    return switch (this) {
      case UNIT_TYPE -> Optional.of(answer.unitType().token());
      case SCALE -> Optional.of(answer.scale().token());
      case CURRENCY -> Optional.ofNullable(answer.currency());
      case REPORTING_FREQUENCY -> Optional.of(answer.reportingFrequency().token());
      case TIME_BASIS -> Optional.of(answer.timeBasis().token());
      case CUMULATIVE_PATTERN_TYPE -> Optional.of(answer.cumulativePattern().token());
      case FAMILY -> Optional.of(answer.family().token());
      case INDICATOR_TYPE -> Optional.of(answer.indicatorType().token());
      case TEMPORAL_AGGREGATION -> Optional.of(answer.temporalAggregation().token());
      case HEAT_MAP_ORIENTATION -> Optional.of(answer.heatMapOrientation().token());
    };
  }
}
