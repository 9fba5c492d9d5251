package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.Classification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Concepts that the tables distinguish, each shown by an indicator that is in no data set.
class ConceptsTest {

  private final RulesClassifier classifier = ShippedRules.CLASSIFIER;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        // A longer phrase hides the words in it.
        "GDP of the islands, constant prices|% change|change-movement/rate period-rate"
            + " higher-is-positive",
        "Emissions with land use change|tonnes|numeric-measurement/count period-total"
            + " lower-is-positive",
        // Growth is relative, even beside a unit.
        "Island product (USD), growth rate|null|change-movement/rate period-rate neutral",
        "Retail orders of the islands|% y/y|change-movement/rate period-rate higher-is-positive",
        // A bare percentage that appears within the year is a growth rate.
        "Machine tool orders|percent|change-movement/rate period-rate higher-is-positive",
        // Rules and prices in force at a moment.
        "Cost to export a crate|US$|price-value/price point-in-time lower-is-positive",
        "Minimum capital of a guild|% of income per capita|numeric-measurement/ratio"
            + " point-in-time lower-is-positive",
        "Poverty gap of the islands|%|change-movement/gap point-in-time lower-is-positive",
        // Slices of a whole and parts of it.
        "Urban population of the islands|% of total population|numeric-measurement/share"
            + " point-in-time neutral",
        "Own-account workers on farms|% of total employment|numeric-measurement/share"
            + " point-in-time neutral",
        "Cause of death, by shipwreck|% of total|numeric-measurement/share period-average neutral",
        "People at risk of poverty, islands|% of population|numeric-measurement/percentage"
            + " point-in-time lower-is-positive",
        "Total reserves of the islands|% of total external debt|numeric-measurement/ratio"
            + " point-in-time higher-is-positive",
        // A quantity relative to a base, as opposed to a score.
        "Ammonia emissions (Index)|null|composite-derived/index period-average lower-is-positive",
        "Harbour quality index|0-10|composite-derived/index point-in-time neutral",
        "Exports of pumps, price index, US$|null|composite-derived/index period-average neutral",
        // Credit spreads, as opposed to term spreads.
        "Sovereign bond spread of the islands|basis points|numeric-measurement/spread"
            + " period-average lower-is-positive",
        "Yield curve slope, 10 against 2 years|basis points|numeric-measurement/spread"
            + " period-average neutral",
        // Events, not things in existence.
        "Number of shipwreck disasters|null|numeric-measurement/count period-total"
            + " lower-is-positive",
        "Corporate insolvencies|number|numeric-measurement/count period-total lower-is-positive"
      })
  void conceptIsRecognized(String name, @Nullable String units, String wanted) {
    TestIndicators given =
        units == null ? TestIndicators.named(name) : TestIndicators.named(name).in(units);

    assertThat(meaning(classifier.classify(given.every("Monthly").indicator()))).isEqualTo(wanted);
  }

  @Test
  void valuesWithoutUnitThatStartAtHundredAreAnIndex() {
    TestIndicators given = TestIndicators.named("Soot emissions of chimneys").every("Monthly");

    assertThat(meaning(classifier.classify(given.monthly("2020-01-01", 80, 90, 95).indicator())))
        .isEqualTo("numeric-measurement/count period-total lower-is-positive");
    assertThat(meaning(classifier.classify(given.monthly("2020-01-01", 100, 90, 95).indicator())))
        .isEqualTo("composite-derived/index period-average lower-is-positive");
  }

  @Test
  void wordInTheNameOutweighsAUnitOfTheDefinition() {
    TestIndicators given =
        TestIndicators.named("Island productivity growth rate")
            .described("Output in constant US dollars.");

    assertThat(meaning(classifier.classify(given.indicator())))
        .isEqualTo("change-movement/rate period-rate higher-is-positive");
  }

  private static String meaning(Classification answer) {
    return "%s/%s %s %s"
        .formatted(
            answer.family().token(),
            answer.indicatorType().token(),
            answer.temporalAggregation().token(),
            answer.heatMapOrientation().token());
  }
}
