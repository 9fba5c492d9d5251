package dev.classify.taxonomy;

import org.jspecify.annotations.Nullable;

/// The full answer for one indicator: the output record of the scheme (docs/scheme.md 1.2).
///
/// Whether it is money and whether it accumulates are not fields, because both follow from others.
///
/// @param currency ISO 4217 code of the currency the number is counted in; null where it is not
///     money, or money without one code (local currency, PPP)
/// @param confidence 0 to 1, for the answer as a whole
/// @param reasoning one to four sentences naming the evidence used
public record Classification(
    UnitType unitType,
    Scale scale,
    @Nullable String currency,
    ReportingFrequency reportingFrequency,
    TimeBasis timeBasis,
    CumulativePattern cumulativePattern,
    Family family,
    IndicatorType indicatorType,
    TemporalAggregation temporalAggregation,
    HeatMapOrientation heatMapOrientation,
    double confidence,
    String reasoning) {

  public Classification {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence lies between 0 and 1: " + confidence);
    }
  }

  public boolean currencyDenominated() {
    return unitType == UnitType.CURRENCY_AMOUNT;
  }

  public boolean cumulative() {
    return timeBasis == TimeBasis.CUMULATIVE;
  }
}
