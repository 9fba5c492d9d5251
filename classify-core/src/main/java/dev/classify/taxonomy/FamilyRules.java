package dev.classify.taxonomy;

import static dev.classify.taxonomy.Family.CHANGE_MOVEMENT;
import static dev.classify.taxonomy.Family.COMPOSITE_DERIVED;
import static dev.classify.taxonomy.Family.NUMERIC_MEASUREMENT;
import static dev.classify.taxonomy.Family.PHYSICAL_FUNDAMENTAL;
import static dev.classify.taxonomy.Family.PRICE_VALUE;
import static dev.classify.taxonomy.Family.QUALITATIVE;
import static dev.classify.taxonomy.Family.TEMPORAL;
import static dev.classify.taxonomy.IndicatorType.ALLOCATION;
import static dev.classify.taxonomy.IndicatorType.BALANCE;
import static dev.classify.taxonomy.IndicatorType.CAPACITY;
import static dev.classify.taxonomy.IndicatorType.CORRELATION;
import static dev.classify.taxonomy.IndicatorType.COUNT;
import static dev.classify.taxonomy.IndicatorType.DURATION;
import static dev.classify.taxonomy.IndicatorType.ELASTICITY;
import static dev.classify.taxonomy.IndicatorType.FLOW;
import static dev.classify.taxonomy.IndicatorType.GAP;
import static dev.classify.taxonomy.IndicatorType.INDEX;
import static dev.classify.taxonomy.IndicatorType.MULTIPLIER;
import static dev.classify.taxonomy.IndicatorType.OTHER;
import static dev.classify.taxonomy.IndicatorType.PERCENTAGE;
import static dev.classify.taxonomy.IndicatorType.PRICE;
import static dev.classify.taxonomy.IndicatorType.PROBABILITY;
import static dev.classify.taxonomy.IndicatorType.RATE;
import static dev.classify.taxonomy.IndicatorType.RATIO;
import static dev.classify.taxonomy.IndicatorType.SENTIMENT;
import static dev.classify.taxonomy.IndicatorType.SHARE;
import static dev.classify.taxonomy.IndicatorType.SPREAD;
import static dev.classify.taxonomy.IndicatorType.STOCK;
import static dev.classify.taxonomy.IndicatorType.THRESHOLD;
import static dev.classify.taxonomy.IndicatorType.VOLATILITY;
import static dev.classify.taxonomy.IndicatorType.VOLUME;
import static dev.classify.taxonomy.IndicatorType.YIELD;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// docs/scheme.md 12.1: the types of each family, and whether they are money.
final class FamilyRules {

  private static final Map<Family, Set<IndicatorType>> TYPES =
      Map.of(
          PHYSICAL_FUNDAMENTAL, Set.of(STOCK, FLOW, BALANCE, VOLUME, CAPACITY),
          PRICE_VALUE, Set.of(PRICE, RATE, YIELD),
          NUMERIC_MEASUREMENT, Set.of(COUNT, PERCENTAGE, RATIO, SHARE, RATE, SPREAD),
          CHANGE_MOVEMENT, Set.of(RATE, VOLATILITY, GAP),
          COMPOSITE_DERIVED, Set.of(INDEX, CORRELATION, ELASTICITY, MULTIPLIER),
          TEMPORAL, Set.of(DURATION, PROBABILITY, THRESHOLD),
          QUALITATIVE, Set.of(SENTIMENT, ALLOCATION, OTHER));

  private enum Money {
    MUST(" (always)"),
    EITHER(" (either)"),
    NEVER(" (never)");

    private final String said;

    Money(String said) {
      this.said = said;
    }
  }

  private FamilyRules() {}

  static void check(Classification answer, List<Contradiction> found) {
    Family family = answer.family();
    IndicatorType type = answer.indicatorType();
    Set<IndicatorType> allowed = TYPES.getOrDefault(family, Set.of());
    if (!has(family, type)) {
      found.add(
          new Contradiction(
              "12.1",
              List.of("family", "indicator_type"),
              "family %s has no type %s; allowed are %s"
                  .formatted(family.token(), type.token(), TermList.listed(allowed))));
      return;
    }
    Money money = moneyOf(family, type);
    boolean denominated = answer.currencyDenominated();
    if (denominated ? money == Money.NEVER : money == Money.MUST) {
      found.add(
          new Contradiction(
              "12.1",
              List.of("family", "indicator_type", "unit_type"),
              "%s/%s %s be money, but the unit type is %s"
                  .formatted(
                      family.token(),
                      type.token(),
                      money == Money.MUST ? "must" : "cannot",
                      answer.unitType().token())));
    }
  }

  static boolean has(Family family, IndicatorType type) {
    return TYPES.getOrDefault(family, Set.of()).contains(type);
  }

  /// The types of a family, such as `price (always); rate (either); yield (never)`.
  static String written(Family family) {
    return Arrays.stream(IndicatorType.values())
        .filter(type -> has(family, type))
        .collect(Collectors.groupingBy(type -> moneyOf(family, type), TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(entry -> TermList.listed(entry.getValue()) + entry.getKey().said)
        .collect(Collectors.joining("; "));
  }

  private static Money moneyOf(Family family, IndicatorType type) {
    return switch (family) {
      case PHYSICAL_FUNDAMENTAL -> type == CAPACITY ? Money.EITHER : Money.MUST;
      case PRICE_VALUE -> type == PRICE ? Money.MUST : type == YIELD ? Money.NEVER : Money.EITHER;
      case NUMERIC_MEASUREMENT, CHANGE_MOVEMENT, COMPOSITE_DERIVED, TEMPORAL, QUALITATIVE ->
          Money.NEVER;
    };
  }
}
