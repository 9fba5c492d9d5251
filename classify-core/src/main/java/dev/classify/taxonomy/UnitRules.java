package dev.classify.taxonomy;

import static dev.classify.taxonomy.IndicatorType.ALLOCATION;
import static dev.classify.taxonomy.IndicatorType.CAPACITY;
import static dev.classify.taxonomy.IndicatorType.CORRELATION;
import static dev.classify.taxonomy.IndicatorType.COUNT;
import static dev.classify.taxonomy.IndicatorType.DURATION;
import static dev.classify.taxonomy.IndicatorType.ELASTICITY;
import static dev.classify.taxonomy.IndicatorType.FLOW;
import static dev.classify.taxonomy.IndicatorType.GAP;
import static dev.classify.taxonomy.IndicatorType.MULTIPLIER;
import static dev.classify.taxonomy.IndicatorType.PERCENTAGE;
import static dev.classify.taxonomy.IndicatorType.PRICE;
import static dev.classify.taxonomy.IndicatorType.PROBABILITY;
import static dev.classify.taxonomy.IndicatorType.RATE;
import static dev.classify.taxonomy.IndicatorType.RATIO;
import static dev.classify.taxonomy.IndicatorType.SENTIMENT;
import static dev.classify.taxonomy.IndicatorType.SPREAD;
import static dev.classify.taxonomy.IndicatorType.STOCK;
import static dev.classify.taxonomy.IndicatorType.THRESHOLD;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// docs/scheme.md 12.3 and the first lines of 12.4: what a unit type allows elsewhere.
final class UnitRules {

  private static final double UNKNOWN_UNIT_CONFIDENCE_MAX = 0.5;

  /// Where the scheme lists the only types that a unit can carry.
  private static final Map<UnitType, Set<IndicatorType>> ONLY_TYPES =
      Map.of(
          UnitType.COUNT, Set.of(COUNT, RATE, THRESHOLD, SENTIMENT),
          UnitType.PHYSICAL, Set.of(COUNT, RATE, CAPACITY, GAP),
          UnitType.RATE, Set.of(RATE, GAP, SPREAD),
          UnitType.RATIO, Set.of(RATIO, CORRELATION, ELASTICITY, MULTIPLIER, PROBABILITY),
          UnitType.DURATION, Set.of(DURATION, THRESHOLD, RATIO, SPREAD, ALLOCATION));

  private static final Map<UnitType, Set<IndicatorType>> NEVER_TYPES =
      Map.of(
          UnitType.PERCENTAGE, Set.of(COUNT, PRICE, STOCK),
          UnitType.INDEX, Set.of(PERCENTAGE, PRICE, STOCK, FLOW));

  private static final Map<UnitType, Set<Family>> NEVER_FAMILIES =
      Map.of(
          UnitType.PERCENTAGE, EnumSet.of(Family.PHYSICAL_FUNDAMENTAL),
          UnitType.CURRENCY_AMOUNT,
              EnumSet.of(
                  Family.NUMERIC_MEASUREMENT, Family.CHANGE_MOVEMENT, Family.COMPOSITE_DERIVED),
          UnitType.PHYSICAL, EnumSet.of(Family.COMPOSITE_DERIVED),
          UnitType.DURATION, EnumSet.of(Family.PRICE_VALUE));

  private UnitRules() {}

  static void check(Classification answer, List<Contradiction> found) {
    checkScale(answer, found);
    checkCurrency(answer, found);
    checkType(answer, found);
    checkFamily(answer, found);
    checkUnknown(answer, found);
  }

  private static void checkScale(Classification answer, List<Contradiction> found) {
    if (answer.scale() == onlyScale(answer.unitType(), answer.scale())) {
      return;
    }
    found.add(
        new Contradiction(
            "12.3",
            List.of("unit_type", "scale"),
            "unit type %s does not go with scale %s; percentage goes with percent, index with"
                    .formatted(answer.unitType().token(), answer.scale().token())
                + " index, and only these do"));
  }

  /// The scale that goes with a unit: the given one, if it does.
  static Scale onlyScale(UnitType unitType, Scale given) {
    return switch (unitType) {
      case PERCENTAGE -> Scale.PERCENT;
      case INDEX -> Scale.INDEX;
      case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE, RATIO, DURATION, UNKNOWN ->
          given == Scale.PERCENT || given == Scale.INDEX ? Scale.RAW_UNITS : given;
    };
  }

  private static void checkCurrency(Classification answer, List<Contradiction> found) {
    if (answer.currency() != null && !answer.currencyDenominated()) {
      found.add(
          new Contradiction(
              "12.4",
              List.of("currency", "is_currency_denominated", "unit_type"),
              "currency %s with unit type %s; only currency-amount has a currency"
                  .formatted(answer.currency(), answer.unitType().token())));
    }
  }

  /// The types that a unit type takes; empty where it takes all.
  static Optional<String> written(UnitType unitType) {
    Set<IndicatorType> only = ONLY_TYPES.get(unitType);
    if (only != null) {
      return Optional.of(TermList.listed(only));
    }
    Set<IndicatorType> never = NEVER_TYPES.getOrDefault(unitType, Set.of());
    return never.isEmpty() ? Optional.empty() : Optional.of("all but " + TermList.listed(never));
  }

  private static void checkType(Classification answer, List<Contradiction> found) {
    Set<IndicatorType> only = ONLY_TYPES.get(answer.unitType());
    Set<IndicatorType> never = NEVER_TYPES.getOrDefault(answer.unitType(), Set.of());
    boolean allowed = only == null || only.contains(answer.indicatorType());
    if (allowed && !never.contains(answer.indicatorType())) {
      return;
    }
    found.add(
        new Contradiction(
            "12.3",
            List.of("unit_type", "indicator_type"),
            "unit type %s does not go with type %s; %s"
                .formatted(
                    answer.unitType().token(),
                    answer.indicatorType().token(),
                    only == null
                        ? "all but " + TermList.listed(never) + " are allowed"
                        : "allowed are " + TermList.listed(only))));
  }

  private static void checkFamily(Classification answer, List<Contradiction> found) {
    Set<Family> never = NEVER_FAMILIES.getOrDefault(answer.unitType(), Set.of());
    if (never.contains(answer.family())) {
      found.add(
          new Contradiction(
              "12.3",
              List.of("unit_type", "family"),
              "unit type %s does not go with family %s; all families but %s are allowed"
                  .formatted(
                      answer.unitType().token(), answer.family().token(), TermList.listed(never))));
    }
  }

  /// How sure the answer may be at most, as far as its unit goes: as sure as it is, or less.
  static double allowedConfidence(Classification answer) {
    return answer.unitType() == UnitType.UNKNOWN && answer.indicatorType() != IndicatorType.OTHER
        ? Math.min(answer.confidence(), UNKNOWN_UNIT_CONFIDENCE_MAX)
        : answer.confidence();
  }

  private static void checkUnknown(Classification answer, List<Contradiction> found) {
    if (answer.confidence() > allowedConfidence(answer)) {
      found.add(
          new Contradiction(
              "12.3",
              List.of("unit_type", "indicator_type", "confidence"),
              "an unknown unit with type %s and confidence %s; allowed are type other, or a confidence of at most %s"
                  .formatted(
                      answer.indicatorType().token(),
                      answer.confidence(),
                      UNKNOWN_UNIT_CONFIDENCE_MAX)));
    }
  }
}
