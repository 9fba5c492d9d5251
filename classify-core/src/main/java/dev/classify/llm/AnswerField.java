package dev.classify.llm;

import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.Term;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The fields that a model decides (section 1.2 of the scheme), in the order in which it writes
/// them. Whether it is money and whether it accumulates follow from others and are not asked.
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

  AnswerField(Term... vocabulary) {
    tokens = Arrays.stream(vocabulary).map(Term::token).toList();
  }

  /// The name in JSON and in tables, such as `unit_type`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
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
