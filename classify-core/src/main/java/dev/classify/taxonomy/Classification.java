package dev.classify.taxonomy;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The full answer for one indicator: the output record of the scheme (docs/scheme.md 1.2).
///
/// The flags are not components, because they follow from other fields ([AnswerFlag]).
///
/// @param currency ISO 4217 code of the currency the number is counted in; null if it is not money,
///     or money without a code (local currency, PPP)
/// @param confidence 0 to 1, for the answer as a whole
/// @param reasoning one to four sentences naming the evidence used
public record Classification(
    UnitType unitType,
    Scale scale,
    @Nullable String currency,
    ReportingFrequency reportingFrequency,
    TimeBasis timeBasis,
    CumulativePattern cumulativePattern,
    Family family,
    IndicatorType indicatorType,
    TemporalAggregation temporalAggregation,
    HeatMapOrientation heatMapOrientation,
    double confidence,
    String reasoning) {

  public Classification {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }

  /// The answer with these values: the reverse of [AnswerField#token].
  ///
  /// @param tokens one for each field; no currency is null or [AnswerField#NO_CURRENCY]
  /// @throws IllegalArgumentException where a field has no value of its vocabulary
  public static Classification of(
      Map<AnswerField, String> tokens, double confidence, String reasoning) {
    String currency = tokens.get(AnswerField.CURRENCY);
    return new Classification(
        term(tokens, AnswerField.UNIT_TYPE, UnitType.class),
        term(tokens, AnswerField.SCALE, Scale.class),
        AnswerField.NO_CURRENCY.equals(currency) ? null : currency,
        term(tokens, AnswerField.REPORTING_FREQUENCY, ReportingFrequency.class),
        term(tokens, AnswerField.TIME_BASIS, TimeBasis.class),
        term(tokens, AnswerField.CUMULATIVE_PATTERN_TYPE, CumulativePattern.class),
        term(tokens, AnswerField.FAMILY, Family.class),
        term(tokens, AnswerField.INDICATOR_TYPE, IndicatorType.class),
        term(tokens, AnswerField.TEMPORAL_AGGREGATION, TemporalAggregation.class),
        term(tokens, AnswerField.HEAT_MAP_ORIENTATION, HeatMapOrientation.class),
        confidence,
        reasoning);
  }

  private static <T extends Enum<T> & VocabularyTerm> T term(
      Map<AnswerField, String> tokens, AnswerField field, Class<T> vocabulary) {
    String token = tokens.get(field);
    return VocabularyTerm.find(vocabulary, token == null ? "" : token)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no value '%s'; the values are %s"
                        .formatted(field.column(), token, String.join(", ", field.tokens()))));
  }

  /// The values by field, without a missing currency: the inverse of [#of].
  public Map<AnswerField, String> tokens() {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      field.token(this).ifPresent(token -> tokens.put(field, token));
    }
    return tokens;
  }

  public boolean currencyDenominated() {
    return unitType == UnitType.CURRENCY_AMOUNT;
  }

  public boolean cumulative() {
    return timeBasis == TimeBasis.CUMULATIVE;
  }
}
