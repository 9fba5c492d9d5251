package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.Classification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// docs/scheme.md 15, one line per case: unit type, family/type, aggregation and orientation.
class EdgeCasesTest {

  private final RulesClassifier classifier = ShippedRules.CLASSIFIER;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "Mortgage rate|%|percentage price-value/rate period-average neutral",
        "Interbank rate|%|percentage price-value/rate period-average neutral",
        "Inflation rate|%|percentage change-movement/rate period-rate neutral",
        "GDP growth|annual %|percentage change-movement/rate period-rate higher-is-positive",
        "Money supply growth|%|percentage change-movement/rate period-rate neutral",
        "Federal funds target range, upper limit|%|percentage price-value/rate point-in-time"
            + " neutral",
        "10-year government bond yield|%|percentage price-value/yield period-average neutral",
        "10-year inflation-indexed security|%|percentage price-value/yield period-average neutral",
        "5-year breakeven inflation rate|%|percentage numeric-measurement/spread period-average"
            + " neutral",
        "TED spread|%|percentage numeric-measurement/spread period-average lower-is-positive",
        "Unemployment rate|%|percentage numeric-measurement/percentage point-in-time"
            + " lower-is-positive",
        "Top marginal income tax rate|%|percentage numeric-measurement/percentage point-in-time"
            + " neutral",
        "Government debt|% of GDP|percentage numeric-measurement/ratio point-in-time"
            + " lower-is-positive",
        "Exports of goods|% of GDP|percentage numeric-measurement/ratio period-average"
            + " higher-is-positive",
        "Tax revenue|% of GDP|percentage numeric-measurement/ratio period-average neutral",
        "Services, value added|% of GDP|percentage numeric-measurement/share period-average"
            + " neutral",
        "GDP per capita|current US$|currency-amount physical-fundamental/flow period-total"
            + " higher-is-positive",
        "CO2 emissions|metric tons per capita|rate numeric-measurement/rate period-total"
            + " lower-is-positive",
        "Electric power consumption|kWh per capita|rate numeric-measurement/rate period-total"
            + " higher-is-positive",
        "Physicians|per 1,000 people|rate numeric-measurement/rate point-in-time"
            + " higher-is-positive",
        "Mobile cellular subscriptions|per 100 people|rate numeric-measurement/rate point-in-time"
            + " higher-is-positive",
        "Intentional homicides|per 100,000 people|rate numeric-measurement/rate period-rate"
            + " lower-is-positive",
        "Birth rate, crude|per 1,000 people|rate numeric-measurement/rate period-rate neutral",
        "Probability of dying under five|%|percentage temporal/probability point-in-time"
            + " lower-is-positive",
        "Mortality rate, infant|per 1,000 live births|rate numeric-measurement/rate period-rate"
            + " lower-is-positive",
        "Consumer price index|2010 = 100|index composite-derived/index period-average neutral",
        "GDP deflator|Index 2010=100|index composite-derived/index period-average neutral",
        "Real effective exchange rate|2010 = 100|index composite-derived/index period-average"
            + " neutral",
        "Industrial production index|2015=100|index composite-derived/index period-average"
            + " higher-is-positive",
        "Manufacturing PMI|points|index composite-derived/index point-in-time higher-is-positive",
        "Consumer confidence|points|index composite-derived/index point-in-time higher-is-positive",
        "VIX volatility index|Index|index change-movement/volatility period-average"
            + " lower-is-positive",
        "Official exchange rate|LCU per US$|currency-amount price-value/rate period-average"
            + " neutral",
        "Average hourly earnings|Dollars per Hour|currency-amount price-value/price period-average"
            + " higher-is-positive",
        "Mean temperature|celsius|physical numeric-measurement/count period-average neutral",
        "Oil production|BBL/D/1K|physical numeric-measurement/rate period-average"
            + " higher-is-positive",
        "Electricity production|GWh|physical numeric-measurement/count period-total"
            + " higher-is-positive",
        "CO2 emissions|kt|physical numeric-measurement/count period-total lower-is-positive",
        "Installed capacity, solar|MW|physical physical-fundamental/capacity point-in-time"
            + " higher-is-positive",
        "Employment level|Thousands of Persons|count numeric-measurement/count point-in-time"
            + " higher-is-positive",
        "Job openings|Thousands|count numeric-measurement/count point-in-time higher-is-positive",
        "Employment change|Thousands of Persons|count change-movement/rate period-total"
            + " higher-is-positive",
        "Tourist arrivals|Persons|count numeric-measurement/count period-total higher-is-positive",
        "Initial claims|Number|count numeric-measurement/count period-total lower-is-positive",
        "4-week moving average of initial claims|Number|count numeric-measurement/count"
            + " period-average lower-is-positive",
        "Total reserves|months of imports|duration numeric-measurement/ratio point-in-time"
            + " higher-is-positive",
        "Output gap|Percent of potential GDP|percentage change-movement/gap period-average neutral",
        "Gender pay gap|%|percentage change-movement/gap period-average lower-is-positive",
        "National poverty line|LCU|currency-amount price-value/price point-in-time neutral",
        "Gini coefficient|%|index composite-derived/index point-in-time lower-is-positive",
        "School enrollment, gender parity index|null|ratio numeric-measurement/ratio point-in-time"
            + " neutral",
        "Banking crisis dummy|1=yes; 0=no|unknown qualitative/other point-in-time"
            + " lower-is-positive",
        "Ease of trading, rank|1=best|index composite-derived/index point-in-time"
            + " lower-is-positive",
        "Money multiplier|null|ratio composite-derived/multiplier not-applicable neutral",
        "Income and happiness, partial correlation|null|ratio composite-derived/correlation"
            + " not-applicable neutral",
        "Change in policy rate|percentage points|percentage change-movement/rate period-rate"
            + " neutral",
        "Foreign exchange reserves|USD Million|currency-amount physical-fundamental/stock"
            + " point-in-time higher-is-positive",
        "Current account balance|USD Million|currency-amount physical-fundamental/balance"
            + " period-total neutral",
        "Stocks traded, total value|current US$|currency-amount physical-fundamental/volume"
            + " period-total higher-is-positive",
        "Changes in inventories|current LCU|currency-amount physical-fundamental/balance"
            + " period-total neutral",
        "Female minus male life expectancy|years|duration numeric-measurement/spread point-in-time"
            + " neutral",
        "Net percentage of lenders more willing to lend|%|percentage qualitative/sentiment"
            + " point-in-time neutral"
      })
  void caseIsDecidedAsTheSchemeSays(String name, @Nullable String units, String wanted) {
    TestIndicators given =
        units == null ? TestIndicators.named(name) : TestIndicators.named(name).in(units);
    Classification answer = classifier.classify(given.every("Monthly").indicator());

    assertThat(
            "%s %s/%s %s %s"
                .formatted(
                    answer.unitType().token(),
                    answer.family().token(),
                    answer.indicatorType().token(),
                    answer.temporalAggregation().token(),
                    answer.heatMapOrientation().token()))
        .isEqualTo(wanted);
  }
}
