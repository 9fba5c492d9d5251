package dev.classify.rules;

import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import org.jspecify.annotations.Nullable;

/// What a kind of subject means in a form of number.
///
/// @param form of the number; differs from the form in the text where the scheme decides, as for a
///     Gini coefficient in percent
/// @param aggregation null for a quotation: a reading where daily, else an average (docs/scheme.md
///     6)
/// @param orientation null where the term decides
record Meaning(
    NumberForm form,
    Family family,
    IndicatorType type,
    @Nullable TemporalAggregation aggregation,
    @Nullable HeatMapOrientation orientation) {

  /// A row for a wider form applies to the form asked for, unless the row has a unit of its own.
  Meaning in(NumberForm asked) {
    NumberForm written =
        form == NumberForm.ANY || form.unitType() == asked.unitType() ? asked : form;
    return new Meaning(written, family, type, aggregation, orientation);
  }

  TemporalAggregation aggregation(ReportingFrequency frequency, boolean momentSpoken) {
    if (aggregation != null) {
      return aggregation;
    }
    return frequency == ReportingFrequency.DAILY || momentSpoken
        ? TemporalAggregation.POINT_IN_TIME
        : TemporalAggregation.PERIOD_AVERAGE;
  }

  static TimeBasis basis(TemporalAggregation aggregation) {
    return switch (aggregation) {
      case POINT_IN_TIME, NOT_APPLICABLE -> TimeBasis.POINT_IN_TIME;
      case PERIOD_RATE, PERIOD_AVERAGE, PERIOD_TOTAL -> TimeBasis.PER_PERIOD;
      case PERIOD_CUMULATIVE -> TimeBasis.CUMULATIVE;
    };
  }
}
