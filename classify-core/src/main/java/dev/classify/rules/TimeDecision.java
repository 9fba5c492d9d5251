package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.FieldTokens;
import dev.classify.time.AccumulationReading;

/// Decides what period one number covers (docs/scheme.md 6, 7 and 9).
///
/// @param cumulative whether the number has added up since a start
record TimeDecision(
    boolean cumulative,
    Weighing<CumulativePattern> pattern,
    Weighing<TemporalAggregation> aggregation) {

  static TimeDecision of(
      RuleTables tables,
      Indicator indicator,
      FieldTokens tokens,
      FieldWords words,
      Weighing<Meaning> meanings,
      ReportingFrequency frequency,
      AccumulationReading accumulation) {
    Meaning meaning = meanings.winner().value();
    boolean cumulative = accumulation.accumulates() && canAccumulate(meaning, accumulation);
    Weighing<TemporalAggregation> aggregation = ofMeanings(tables, meanings, frequency);
    if (meaning.aggregation() == null && momentSaid(tables.timeWords(), tokens, words)) {
      aggregation.add(
          meaning.aggregation(frequency, true),
          EvidenceKind.MOMENT_STATED,
          "a word names the moment");
    }
    boolean averaged =
        meaning.type() == IndicatorType.COUNT || meaning.type() == IndicatorType.INDEX;
    if (averaged && averageSaid(tables.timeWords(), words)) {
      aggregation.add(
          TemporalAggregation.PERIOD_AVERAGE, EvidenceKind.AVERAGE_STATED, "a title says average");
    }
    if (meaning.form().unitType() == UnitType.RATE && perDay(tables.timeWords(), words)) {
      aggregation.add(
          TemporalAggregation.PERIOD_AVERAGE,
          EvidenceKind.AVERAGE_STATED,
          "it is an amount per day or hour");
    }
    if (cumulative) {
      aggregation.add(
          TemporalAggregation.PERIOD_CUMULATIVE,
          EvidenceKind.AGGREGATION_OF_ACCUMULATION,
          "it adds up since a start");
    } else if (accumulation.stated() && part(meaning)) {
      aggregation.add(
          TemporalAggregation.POINT_IN_TIME,
          EvidenceKind.AGGREGATION_OF_PART,
          "a part of something cumulative is itself a state of affairs");
    }
    return new TimeDecision(
        cumulative, pattern(tables, indicator, accumulation, cumulative), aggregation);
  }

  /// Each meaning has an aggregation of its own.
  private static Weighing<TemporalAggregation> ofMeanings(
      RuleTables tables, Weighing<Meaning> meanings, ReportingFrequency frequency) {
    Weighing<TemporalAggregation> aggregation = new Weighing<>(tables);
    for (Candidate<Meaning> candidate : meanings.candidates()) {
      Meaning meaning = candidate.value();
      aggregation.add(
          meaning.aggregation(frequency, false),
          candidate.weight(),
          candidate.source(),
          "as " + meaning.family().token() + "/" + meaning.type().token());
    }
    return aggregation;
  }

  /// docs/scheme.md 9: a denominator that holds a day or an hour decides.
  private static boolean perDay(TimeWords timeWords, FieldWords words) {
    return timeWords.contain(TimeWords.Kind.PACE, words.units())
        || timeWords.contain(TimeWords.Kind.PACE, words.name());
  }

  private static boolean averageSaid(TimeWords timeWords, FieldWords words) {
    return timeWords.contain(TimeWords.Kind.AVERAGE, words.name())
        || timeWords.contain(TimeWords.Kind.AVERAGE, words.longName());
  }

  private static boolean momentSaid(TimeWords timeWords, FieldTokens tokens, FieldWords words) {
    return timeWords.contain(TimeWords.Kind.MOMENT, words.name())
        || timeWords.contain(TimeWords.Kind.MOMENT, words.longName())
        || timeWords.contain(TimeWords.Kind.MOMENT, words.units())
        || timeWords.contain(TimeWords.Kind.MOMENT, tokens.in(IndicatorField.PERIODICITY));
  }

  private static Weighing<CumulativePattern> pattern(
      RuleTables tables,
      Indicator indicator,
      AccumulationReading accumulation,
      boolean cumulative) {
    Weighing<CumulativePattern> patterns = new Weighing<>(tables);
    CumulativePattern plain =
        indicator.dates().size() >= 3 ? CumulativePattern.PERIODIC : CumulativePattern.UNKNOWN;
    if (accumulation.accumulates()) {
      patterns.add(
          accumulation.pattern(),
          accumulation.shown() ? EvidenceKind.ACCUMULATION_SHOWN : EvidenceKind.ACCUMULATION_STATED,
          accumulation.evidence());
      if (!cumulative) {
        patterns.add(plain, EvidenceKind.ACCUMULATION_IMPOSSIBLE, "what it measures cannot add up");
      }
    } else if (accumulation.conflict()) {
      patterns.add(plain, EvidenceKind.ACCUMULATION_REFUTED, accumulation.evidence());
    } else {
      patterns.add(plain, EvidenceKind.ACCUMULATION_ABSENT, "nothing speaks of accumulation");
    }
    return patterns;
  }

  /// docs/scheme.md 7: only these can accumulate, parts and growth only if the text says so.
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

  /// A part of something cumulative is itself a state at a moment.
  private static boolean part(Meaning meaning) {
    return meaning.type() == IndicatorType.SHARE || meaning.type() == IndicatorType.PERCENTAGE;
  }
}
