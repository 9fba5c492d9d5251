package dev.classify.taxonomy;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The SHOULD rules of docs/scheme.md 12.4, which need the indicator's name and values.
final class Plausibility {

  private static final Set<Scale> LARGE =
      Set.of(Scale.THOUSANDS, Scale.MILLIONS, Scale.BILLIONS, Scale.TRILLIONS);
  private static final Set<Scale> VERY_LARGE =
      Set.of(Scale.MILLIONS, Scale.BILLIONS, Scale.TRILLIONS);

  private final Classification answer;
  private final String name;
  private final double lowest;
  private final double highest;
  private final List<PlausibilityWarning> found = new ArrayList<>();

  private Plausibility(Classification answer, Indicator indicator) {
    this.answer = answer;
    name = indicator.name().toLowerCase(Locale.ROOT);
    lowest = indicator.sample().stream().mapToDouble(Observation::value).min().orElse(0);
    highest = indicator.sample().stream().mapToDouble(Observation::value).max().orElse(0);
  }

  static List<PlausibilityWarning> doubts(Classification answer, Indicator indicator) {
    Plausibility plausibility = new Plausibility(answer, indicator);
    plausibility.checkScale();
    plausibility.checkInflation();
    plausibility.checkValues();
    return List.copyOf(plausibility.found);
  }

  private void checkScale() {
    boolean absolute = answer.temporalAggregation() == TemporalAggregation.PERIOD_TOTAL;
    if (answer.family() == Family.CHANGE_MOVEMENT && LARGE.contains(answer.scale()) && !absolute) {
      warn(List.of("family", "scale"), "a relative change is rarely counted in thousands or more");
    }
    if (answer.family() == Family.CHANGE_MOVEMENT
        && absolute
        && answer.unitType() == UnitType.PERCENTAGE) {
      warn(
          List.of("temporal_aggregation", "unit_type"),
          "only absolute changes add up over periods; a change in percent is a period-rate");
    }
    if (answer.family() == Family.PRICE_VALUE && VERY_LARGE.contains(answer.scale())) {
      warn(List.of("family", "scale"), "prices are rarely counted in millions or more");
    }
  }

  private void checkInflation() {
    if (name.contains("inflation") && answer.heatMapOrientation() != HeatMapOrientation.NEUTRAL) {
      warn(List.of("heat_map_orientation"), "an indicator named inflation is neutral");
    }
  }

  private void checkValues() {
    IndicatorType type = answer.indicatorType();
    if (type == IndicatorType.PERCENTAGE && (lowest < 0 || highest > 100)) {
      warn(
          List.of("indicator_type"),
          "a part of a whole lies between 0 and 100; probably a ratio or a change");
    }
    if (type == IndicatorType.SHARE && lowest < 0) {
      warn(List.of("indicator_type"), "a share has negative values; probably a ratio or a change");
    }
    if (type == IndicatorType.PROBABILITY
        && (lowest < 0 || highest > 100)
        && !name.contains("1 in")) {
      warn(List.of("indicator_type"), "a probability lies between 0 and 100, or 0 and 1");
    }
    boolean inExistence =
        type == IndicatorType.COUNT && answer.timeBasis() == TimeBasis.POINT_IN_TIME;
    if (lowest < 0 && (type == IndicatorType.PRICE || type == IndicatorType.STOCK || inExistence)) {
      warn(
          List.of("indicator_type"),
          "a %s has negative values; probably a change or a net position".formatted(type.token()));
    }
  }

  private void warn(List<String> fields, String sentence) {
    found.add(new PlausibilityWarning("12.4", fields, sentence));
  }
}
