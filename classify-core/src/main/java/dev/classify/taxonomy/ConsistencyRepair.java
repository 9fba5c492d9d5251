package dev.classify.taxonomy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Repairs an answer if the scheme leaves only one way to do so.
///
/// First it sets the fields that follow from others: scale, currency and the highest confidence
/// from the unit (docs/scheme.md 12.3), the family from a type that only one family has
/// (docs/scheme.md 12.1). If that is not enough, it changes one other field, but only if exactly
/// one change makes the answer consistent.
final class ConsistencyRepair {

  /// docs/scheme.md 11: the highest confidence of an answer in which a contradiction was found.
  private static final double CONFIDENCE_MAX = 0.6;

  private ConsistencyRepair() {}

  static Consistency of(Classification answer) {
    List<Contradiction> broken = ConsistencyMatrix.check(answer);
    if (broken.isEmpty()) {
      return new Consistency.Sound(answer);
    }
    Set<Classification> ways = ways(byUnit(answer));
    if (ways.size() != 1) {
      return new Consistency.Undecided(answer, broken);
    }
    Classification repaired = ways.iterator().next();
    String sections =
        broken.stream().map(Contradiction::section).distinct().collect(Collectors.joining(", "));
    return new Consistency.Repaired(
        Sense.of(repaired)
            .in(
                repaired,
                Math.min(repaired.confidence(), CONFIDENCE_MAX),
                (repaired.reasoning() + " Repaired by section " + sections + ".").strip()),
        broken);
  }

  private static Set<Classification> ways(Classification answer) {
    Classification inFamily = Sense.of(answer).inFamily().like(answer);
    if (sound(inFamily)) {
      return Set.of(inFamily);
    }
    return Sense.of(answer)
        .others()
        .map(other -> other.like(answer))
        .filter(ConsistencyRepair::sound)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean sound(Classification answer) {
    return ConsistencyMatrix.check(answer).isEmpty();
  }

  private static Classification byUnit(Classification answer) {
    return new Classification(
        answer.unitType(),
        UnitRules.onlyScale(answer.unitType(), answer.scale()),
        answer.currencyDenominated() ? answer.currency() : null,
        answer.reportingFrequency(),
        answer.timeBasis(),
        answer.cumulativePattern(),
        answer.family(),
        answer.indicatorType(),
        answer.temporalAggregation(),
        answer.heatMapOrientation(),
        UnitRules.allowedConfidence(answer),
        answer.reasoning());
  }

  /// The fields that are a judgement, not read from the input.
  private record Sense(
      TimeBasis basis,
      CumulativePattern pattern,
      Family family,
      IndicatorType type,
      TemporalAggregation aggregation) {

    static Sense of(Classification answer) {
      return new Sense(
          answer.timeBasis(),
          answer.cumulativePattern(),
          answer.family(),
          answer.indicatorType(),
          answer.temporalAggregation());
    }

    /// The same type in the only family that has it.
    Sense inFamily() {
      List<Family> families =
          Arrays.stream(Family.values()).filter(one -> FamilyRules.has(one, type)).toList();
      return new Sense(
          basis, pattern, families.size() == 1 ? families.getFirst() : family, type, aggregation);
    }

    /// Every sense that differs in one field.
    Stream<Sense> others() {
      return Stream.of(
              Arrays.stream(TimeBasis.values())
                  .map(other -> new Sense(other, pattern, family, type, aggregation)),
              Arrays.stream(CumulativePattern.values())
                  .map(other -> new Sense(basis, other, family, type, aggregation)),
              Arrays.stream(Family.values())
                  .map(other -> new Sense(basis, pattern, other, type, aggregation)),
              Arrays.stream(IndicatorType.values())
                  .map(other -> new Sense(basis, pattern, family, other, aggregation)),
              Arrays.stream(TemporalAggregation.values())
                  .map(other -> new Sense(basis, pattern, family, type, other)))
          .flatMap(senses -> senses);
    }

    Classification like(Classification answer) {
      return in(answer, answer.confidence(), answer.reasoning());
    }

    Classification in(Classification answer, double confidence, String reasoning) {
      return new Classification(
          answer.unitType(),
          answer.scale(),
          answer.currency(),
          answer.reportingFrequency(),
          basis,
          pattern,
          family,
          type,
          aggregation,
          answer.heatMapOrientation(),
          confidence,
          reasoning);
    }
  }
}
