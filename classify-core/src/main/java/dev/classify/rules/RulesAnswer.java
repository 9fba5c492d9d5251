package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.PlausibilityWarning;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.UnitType;
import dev.classify.time.AccumulationReading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everything that was weighed for one indicator, put together to its answer.
record RulesAnswer(
    RuleTables tables,
    Indicator indicator,
    UnitEvidence unit,
    Weighing<ReportingFrequency> frequencies,
    Weighing<Meaning> meanings,
    AccumulationReading accumulation,
    TimeDecision time,
    Weighing<HeatMapOrientation> orientations,
    RowSigns signs) {

  Explanation explained() {
    Classification given = answer(0, "");
    List<PlausibilityWarning> warnings = ConsistencyMatrix.warnings(given, indicator);
    Map<AnswerField, FieldVerdict> verdicts = verdicts(warnings);
    boolean conflict = accumulation.conflict() || !unit.conflicts().isEmpty();
    Classification answer =
        answer(
            Confidence.of(verdicts, conflict, unit.doubtful()),
            Reasoning.of(verdicts, unit, accumulation, time.cumulative()));
    FieldDecisions decisions =
        FieldDecisions.each(
            field ->
                new FieldDecision(
                    DecidedBy.RULES,
                    ConfidenceKind.RULE,
                    Objects.requireNonNull(verdicts.get(field)).confidence()));
    return new Explanation(
        tables.repair().apply(new DecidedAnswer(answer, decisions)),
        verdicts,
        unit.leftover(),
        ConsistencyMatrix.check(answer),
        warnings);
  }

  private Classification answer(double confidence, String reasoning) {
    String currency = unit.currency().winner().value();
    Meaning meaning = meanings.winner().value();
    TemporalAggregation aggregation = time.aggregation().winner().value();
    return new Classification(
        unit.type().winner().value(),
        unit.scale().winner().value(),
        currency.isEmpty() ? null : currency,
        frequencies.winner().value(),
        Meaning.basis(aggregation),
        time.pattern().winner().value(),
        meaning.family(),
        meaning.type(),
        aggregation,
        orientations.winner().value(),
        confidence,
        reasoning);
  }

  private Map<AnswerField, FieldVerdict> verdicts(List<PlausibilityWarning> warnings) {
    int unitStrength =
        unit.type()
            .verdict(
                AnswerField.UNIT_TYPE,
                UnitType::token,
                doubts(AnswerField.UNIT_TYPE, warnings),
                Strength.MAX,
                signs)
            .strength();
    Map<AnswerField, FieldVerdict> verdicts = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      List<String> doubts = doubts(field, warnings);
      verdicts.put(
          field,
          switch (field) {
            case UNIT_TYPE ->
                unit.type().verdict(field, UnitType::token, doubts, Strength.MAX, signs);
            case SCALE ->
                unit.scale()
                    .verdict(
                        field,
                        Scale::token,
                        doubts,
                        strengthMax(unit.scale(), unitStrength),
                        signs);
            case CURRENCY ->
                unit.currency()
                    .verdict(
                        field,
                        code -> code,
                        doubts,
                        strengthMax(unit.currency(), unitStrength),
                        signs);
            case REPORTING_FREQUENCY ->
                frequencies.verdict(field, ReportingFrequency::token, doubts, Strength.MAX, signs);
            case TIME_BASIS ->
                time.aggregation()
                    .verdict(
                        field, value -> Meaning.basis(value).token(), doubts, Strength.MAX, signs);
            case CUMULATIVE_PATTERN_TYPE ->
                time.pattern()
                    .verdict(field, CumulativePattern::token, doubts, Strength.MAX, signs);
            case FAMILY ->
                meanings.verdict(
                    field, meaning -> meaning.family().token(), doubts, Strength.MAX, signs);
            case INDICATOR_TYPE ->
                meanings.verdict(
                    field, meaning -> meaning.type().token(), doubts, Strength.MAX, signs);
            case TEMPORAL_AGGREGATION ->
                time.aggregation()
                    .verdict(field, TemporalAggregation::token, doubts, Strength.MAX, signs);
            case HEAT_MAP_ORIENTATION ->
                orientations.verdict(field, HeatMapOrientation::token, doubts, Strength.MAX, signs);
          });
    }
    return verdicts;
  }

  private static List<String> doubts(AnswerField field, List<PlausibilityWarning> warnings) {
    if (warnings.isEmpty()) {
      return List.of();
    }
    return warnings.stream()
        .filter(warning -> warning.fields().contains(field.column()))
        .map(PlausibilityWarning::sentence)
        .toList();
  }

  /// What follows from the unit type, or from its being no other, is no surer than it.
  private static int strengthMax(Weighing<?> weighing, int unitStrength) {
    return switch (weighing.winner().source()) {
      case SCHEME, USAGE, NOTHING -> unitStrength;
      case NAME,
          UNITS,
          LONG_NAME,
          DESCRIPTION,
          PERIODICITY,
          SCALE,
          CATEGORY,
          DATASET,
          CURRENCY_CODE,
          VALUES ->
          Strength.MAX;
    };
  }
}
