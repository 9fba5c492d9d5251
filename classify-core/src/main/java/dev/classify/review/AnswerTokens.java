package dev.classify.review;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.taxonomy.VocabularyTerm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer from the values of its fields.
record AnswerTokens(Map<AnswerField, String> tokens) {

  /// @param tokens one for each field, known to be of its vocabulary
  static Classification answer(
      Map<AnswerField, String> tokens, double confidence, String reasoning) {
    AnswerTokens all = new AnswerTokens(tokens);
    return new Classification(
        all.term(AnswerField.UNIT_TYPE, UnitType.class),
        all.term(AnswerField.SCALE, Scale.class),
        all.currency(),
        all.term(AnswerField.REPORTING_FREQUENCY, ReportingFrequency.class),
        all.term(AnswerField.TIME_BASIS, TimeBasis.class),
        all.term(AnswerField.CUMULATIVE_PATTERN_TYPE, CumulativePattern.class),
        all.term(AnswerField.FAMILY, Family.class),
        all.term(AnswerField.INDICATOR_TYPE, IndicatorType.class),
        all.term(AnswerField.TEMPORAL_AGGREGATION, TemporalAggregation.class),
        all.term(AnswerField.HEAT_MAP_ORIENTATION, HeatMapOrientation.class),
        confidence,
        reasoning);
  }

  private <T extends Enum<T> & VocabularyTerm> T term(AnswerField field, Class<T> vocabulary) {
    return VocabularyTerm.of(vocabulary, String.valueOf(tokens.get(field)));
  }

  private @Nullable String currency() {
    String currency = tokens.get(AnswerField.CURRENCY);
    return Correction.NO_CURRENCY.equals(currency) ? null : currency;
  }
}
