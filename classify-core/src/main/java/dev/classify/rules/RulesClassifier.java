package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.Decided;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.FieldTokens;
import dev.classify.time.AccumulationEvidence;
import dev.classify.time.AccumulationReading;
import dev.classify.time.FrequencyEvidence;
import dev.classify.time.FrequencyReading;
import java.util.List;
import java.util.Set;

/// Classifies by tables of terms: the unit, the frequency and the subject are read apart, and
/// meanings.csv says what they come to together.
public final class RulesClassifier implements Classifier {

  private final AnswerVersion version =
      new AnswerVersion("rules", List.of(), Taxonomy.VERSION, RulesVersion.current(), null);

  @Override
  public AnswerVersion version() {
    return version;
  }

  @Override
  public Decided decide(Indicator indicator) {
    FieldTokens tokens = FieldTokens.of(indicator);
    Words words = Words.of(tokens);
    Subject subject = Subject.of(words);
    Unit unit = UnitDecision.of(indicator, tokens, words, subject);
    FrequencyReading frequency = FrequencyEvidence.of(indicator, tokens);
    AccumulationReading accumulation =
        AccumulationEvidence.of(indicator, tokens, frequency.frequency());
    MeaningDecision decision = MeaningDecision.of(indicator, subject, unit);
    Meaning meaning = decision.meaning();
    UnitType unitType = meaning.form().unitType();
    boolean cumulative = accumulation.accumulates() && canAccumulate(meaning, accumulation);
    TemporalAggregation aggregation =
        cumulative
            ? TemporalAggregation.PERIOD_CUMULATIVE
            : accumulation.stated() && part(meaning)
                ? TemporalAggregation.POINT_IN_TIME
                : aggregation(tokens, words, meaning, frequency);
    Classification answer =
        new Classification(
            unitType,
            Scales.fitting(unitType, unit.scale()),
            unitType == UnitType.CURRENCY_AMOUNT ? unit.currency() : null,
            frequency.frequency(),
            Meaning.basis(aggregation),
            cumulative ? accumulation.pattern() : plainPattern(indicator),
            meaning.family(),
            meaning.type(),
            aggregation,
            orientation(subject, meaning),
            Confidence.of(unit, unitType, frequency, decision, accumulation),
            Reasoning.of(unit, frequency, decision, accumulation, cumulative));
    return new Decided(Repair.apply(answer), decisions(unit, frequency, decision));
  }

  private static FieldDecisions decisions(
      Unit unit, FrequencyReading frequency, MeaningDecision decision) {
    return FieldDecisions.each(
        field ->
            new FieldDecision(
                DecidedBy.RULES,
                ConfidenceKind.RULE,
                switch (field) {
                  case UNIT_TYPE, SCALE, CURRENCY -> unit.confidence();
                  case REPORTING_FREQUENCY -> frequency.confidence();
                  case TIME_BASIS,
                      CUMULATIVE_PATTERN_TYPE,
                      FAMILY,
                      INDICATOR_TYPE,
                      TEMPORAL_AGGREGATION,
                      HEAT_MAP_ORIENTATION ->
                      decision.confidence();
                }));
  }

  /// Section 7: only these can accumulate, parts and growth only if the text says so.
  private static boolean canAccumulate(Meaning meaning, AccumulationReading accumulation) {
    return switch (meaning.type()) {
      case FLOW, BALANCE, VOLUME, COUNT -> true;
      case PERCENTAGE, SHARE ->
          accumulation.stated() && accumulation.pattern() == CumulativePattern.YTD;
      case RATE ->
          meaning.family() == Family.CHANGE_MOVEMENT
              && accumulation.stated()
              && accumulation.pattern() == CumulativePattern.YTD;
      case STOCK,
          CAPACITY,
          RATIO,
          SPREAD,
          PRICE,
          YIELD,
          VOLATILITY,
          GAP,
          INDEX,
          CORRELATION,
          ELASTICITY,
          MULTIPLIER,
          DURATION,
          PROBABILITY,
          THRESHOLD,
          SENTIMENT,
          ALLOCATION,
          OTHER ->
          false;
    };
  }

  /// A part of something cumulative is itself a state of affairs.
  private static boolean part(Meaning meaning) {
    return meaning.type() == IndicatorType.SHARE || meaning.type() == IndicatorType.PERCENTAGE;
  }

  private static CumulativePattern plainPattern(Indicator indicator) {
    return indicator.sample().size() >= 3 ? CumulativePattern.PERIODIC : CumulativePattern.UNKNOWN;
  }

  private static TemporalAggregation aggregation(
      FieldTokens tokens, Words words, Meaning meaning, FrequencyReading frequency) {
    boolean moment =
        TimeWords.say(TimeWords.Kind.MOMENT, words.name())
            || TimeWords.say(TimeWords.Kind.MOMENT, words.longName())
            || TimeWords.say(TimeWords.Kind.MOMENT, words.units())
            || TimeWords.say(TimeWords.Kind.MOMENT, tokens.in(IndicatorField.PERIODICITY));
    TemporalAggregation aggregation = meaning.aggregation(frequency.frequency(), moment);
    boolean averaged =
        meaning.type() == IndicatorType.COUNT
            && TimeWords.say(TimeWords.Kind.AVERAGE, words.name());
    return averaged ? TemporalAggregation.PERIOD_AVERAGE : aggregation;
  }

  private static HeatMapOrientation orientation(Subject subject, Meaning meaning) {
    if (subject.speaksOf(Set.of(Nature.INFLATION))) {
      return HeatMapOrientation.NEUTRAL;
    }
    if (meaning.type() == IndicatorType.INDEX && priceLevel(subject)) {
      return HeatMapOrientation.NEUTRAL;
    }
    return meaning.orientation() != null
        ? meaning.orientation()
        : subject.orientation().orElse(HeatMapOrientation.NEUTRAL);
  }

  /// Price levels are neutral, price questions of surveys too; share prices are not.
  private static boolean priceLevel(Subject subject) {
    return subject.speaksOf(Set.of(Nature.PRICE_INDEX))
        ? !subject.speaksOf(Set.of(Nature.MARKET_INDEX))
        : subject.speaksOf(Set.of(Nature.PRICE)) && subject.speaksOf(Set.of(Nature.SURVEY));
  }
}
