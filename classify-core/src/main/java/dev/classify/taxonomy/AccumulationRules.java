package dev.classify.taxonomy;

import java.util.List;

/// docs/scheme.md 12.4: all fields must agree on whether a series accumulates.
final class AccumulationRules {

  private AccumulationRules() {}

  static void check(Classification answer, List<Contradiction> found) {
    CumulativePattern pattern = answer.cumulativePattern();
    boolean accumulates =
        pattern == CumulativePattern.YTD || pattern == CumulativePattern.RUNNING_TOTAL;
    if (accumulates != answer.cumulative()) {
      found.add(
          new Contradiction(
              "12.4",
              List.of("is_cumulative", "time_basis", "cumulative_pattern_type"),
              "time basis %s with pattern %s; cumulative goes with ytd or running_total, every other basis with periodic or unknown"
                  .formatted(answer.timeBasis().token(), pattern.token())));
    }
    boolean summed = answer.temporalAggregation() == TemporalAggregation.PERIOD_CUMULATIVE;
    if (summed != answer.cumulative()) {
      found.add(
          new Contradiction(
              "12.4",
              List.of("is_cumulative", "time_basis", "temporal_aggregation"),
              "time basis %s with aggregation %s; cumulative and period-cumulative go only with each other"
                  .formatted(answer.timeBasis().token(), answer.temporalAggregation().token())));
    }
    boolean withinYear =
        switch (answer.reportingFrequency()) {
          case DAILY, WEEKLY, MONTHLY, QUARTERLY -> true;
          case ANNUAL, POINT_IN_TIME -> false;
        };
    if (pattern == CumulativePattern.YTD && !withinYear) {
      found.add(
          new Contradiction(
              "12.4",
              List.of("cumulative_pattern_type", "reporting_frequency"),
              "pattern ytd with frequency %s; a year to date needs observations within the year"
                  .formatted(answer.reportingFrequency().token())));
    }
  }
}
