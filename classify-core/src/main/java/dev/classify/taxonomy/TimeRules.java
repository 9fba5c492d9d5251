package dev.classify.taxonomy;

import static dev.classify.taxonomy.TemporalAggregation.NOT_APPLICABLE;
import static dev.classify.taxonomy.TemporalAggregation.PERIOD_AVERAGE;
import static dev.classify.taxonomy.TemporalAggregation.PERIOD_CUMULATIVE;
import static dev.classify.taxonomy.TemporalAggregation.PERIOD_RATE;
import static dev.classify.taxonomy.TemporalAggregation.PERIOD_TOTAL;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// docs/scheme.md 12.2: which time basis and aggregation go with a type.
final class TimeRules {

  /// One allowed combination, written `basis / aggregation`.
  private record Pair(TimeBasis basis, TemporalAggregation aggregation) {}

  private static final Pair MOMENT =
      new Pair(TimeBasis.POINT_IN_TIME, TemporalAggregation.POINT_IN_TIME);
  private static final Pair TOTAL = new Pair(TimeBasis.PER_PERIOD, PERIOD_TOTAL);
  private static final Pair AVERAGE = new Pair(TimeBasis.PER_PERIOD, PERIOD_AVERAGE);
  private static final Pair FREQUENCY = new Pair(TimeBasis.PER_PERIOD, PERIOD_RATE);
  private static final Pair CUMULATED = new Pair(TimeBasis.CUMULATIVE, PERIOD_CUMULATIVE);
  private static final Pair TIMELESS = new Pair(TimeBasis.POINT_IN_TIME, NOT_APPLICABLE);
  private static final Pair TIMELESS_PERIOD = new Pair(TimeBasis.PER_PERIOD, NOT_APPLICABLE);

  private TimeRules() {}

  static void check(Classification answer, List<Contradiction> found) {
    Set<Pair> allowed = allowedFor(answer.family(), answer.indicatorType());
    Pair given = new Pair(answer.timeBasis(), answer.temporalAggregation());
    if (!allowed.contains(given)) {
      found.add(
          new Contradiction(
              "12.2",
              List.of("indicator_type", "time_basis", "temporal_aggregation"),
              "type %s does not go with %s; allowed are %s"
                  .formatted(answer.indicatorType().token(), written(given), written(allowed))));
    }
  }

  private static Set<Pair> allowedFor(Family family, IndicatorType type) {
    return switch (type) {
      case STOCK, CAPACITY -> Set.of(MOMENT);
      case FLOW, VOLUME -> Set.of(TOTAL, CUMULATED);
      case BALANCE -> Set.of(TOTAL, CUMULATED, MOMENT);
      case PRICE, YIELD -> Set.of(MOMENT, AVERAGE);
      case COUNT -> Set.of(MOMENT, TOTAL, AVERAGE, CUMULATED);
      case PERCENTAGE, SHARE -> Set.of(MOMENT, AVERAGE, CUMULATED);
      case RATIO, SPREAD -> Set.of(MOMENT, AVERAGE);
      case RATE -> allowedForRate(family);
      case VOLATILITY, GAP, INDEX, DURATION, SENTIMENT, ALLOCATION -> Set.of(MOMENT, AVERAGE);
      case CORRELATION, ELASTICITY, MULTIPLIER -> Set.of(TIMELESS, TIMELESS_PERIOD);
      case PROBABILITY, THRESHOLD, OTHER -> Set.of(MOMENT);
    };
  }

  private static Set<Pair> allowedForRate(Family family) {
    return switch (family) {
      case PRICE_VALUE -> Set.of(MOMENT, AVERAGE);
      case CHANGE_MOVEMENT -> Set.of(FREQUENCY, TOTAL, CUMULATED);
      // docs/scheme.md 12.1 rejects a rate in these families; here they get the widest set.
      case NUMERIC_MEASUREMENT, PHYSICAL_FUNDAMENTAL, COMPOSITE_DERIVED, TEMPORAL, QUALITATIVE ->
          Set.of(MOMENT, TOTAL, FREQUENCY, AVERAGE);
    };
  }

  /// The allowed pairs, such as `per-period / period-total`.
  static String written(Family family, IndicatorType type) {
    return written(allowedFor(family, type));
  }

  private static String written(Set<Pair> pairs) {
    return pairs.stream().map(TimeRules::written).sorted().collect(Collectors.joining("; "));
  }

  private static String written(Pair pair) {
    return pair.basis().token() + " / " + pair.aggregation().token();
  }
}
