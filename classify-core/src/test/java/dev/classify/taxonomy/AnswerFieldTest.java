package dev.classify.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerFieldTest {

  private static final Classification MONEY =
      new Classification(
          UnitType.CURRENCY_AMOUNT,
          Scale.MILLIONS,
          "EUR",
          ReportingFrequency.MONTHLY,
          TimeBasis.CUMULATIVE,
          CumulativePattern.YTD,
          Family.PHYSICAL_FUNDAMENTAL,
          IndicatorType.FLOW,
          TemporalAggregation.PERIOD_CUMULATIVE,
          HeatMapOrientation.NEUTRAL,
          0.9,
          "units 'EUR mn'");

  private static final Classification SHARE =
      new Classification(
          UnitType.PERCENTAGE,
          Scale.PERCENT,
          null,
          ReportingFrequency.ANNUAL,
          TimeBasis.PER_PERIOD,
          CumulativePattern.PERIODIC,
          Family.NUMERIC_MEASUREMENT,
          IndicatorType.SHARE,
          TemporalAggregation.PERIOD_AVERAGE,
          HeatMapOrientation.NEUTRAL,
          0.8,
          "");

  @Test
  void columnsAreWrittenInTheOrderOfTheScheme() {
    assertThat(AnswerColumn.ALL)
        .extracting(AnswerColumn::column)
        .containsExactly(
            "unit_type",
            "scale",
            "currency",
            "is_currency_denominated",
            "reporting_frequency",
            "time_basis",
            "is_cumulative",
            "cumulative_pattern_type",
            "family",
            "indicator_type",
            "temporal_aggregation",
            "heat_map_orientation");
  }

  @Test
  void answerIsReadBackFromItsTokens() {
    for (Classification answer : new Classification[] {MONEY, SHARE}) {
      assertThat(Classification.of(answer.tokens(), answer.confidence(), answer.reasoning()))
          .isEqualTo(answer);
    }
  }

  @Test
  void everyFieldIsReadFromItsOwnToken() {
    assertThat(MONEY.tokens()).hasSize(AnswerField.values().length);
    assertThat(MONEY.tokens().values())
        .containsExactly(
            "currency-amount",
            "millions",
            "EUR",
            "monthly",
            "cumulative",
            "ytd",
            "physical-fundamental",
            "flow",
            "period-cumulative",
            "neutral");
  }

  @Test
  void noCurrencyIsNullInAnAnswerAndNoneForPeople() {
    assertThat(AnswerField.CURRENCY.text(SHARE)).isNull();
    assertThat(AnswerField.CURRENCY.written(SHARE)).isEqualTo("none");
    Map<AnswerField, String> tokens = SHARE.tokens();
    tokens.put(AnswerField.CURRENCY, "none");
    assertThat(Classification.of(tokens, 0.8, "")).isEqualTo(SHARE);
  }

  @Test
  void flagsAreDerivedFromTheirFields() {
    for (Classification answer : new Classification[] {MONEY, SHARE}) {
      assertThat(AnswerFlag.IS_CURRENCY_DENOMINATED.of(answer))
          .isEqualTo(answer.currencyDenominated());
      assertThat(AnswerFlag.IS_CUMULATIVE.of(answer)).isEqualTo(answer.cumulative());
    }
  }

  @Test
  void unknownOrMissingValueNamesTheFieldAndItsValues() {
    Map<AnswerField, String> tokens = MONEY.tokens();
    tokens.put(AnswerField.FAMILY, "temporary");
    assertThatThrownBy(() -> Classification.of(tokens, 1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("family has no value 'temporary'; the values are physical-");
  }

  @Test
  void everyExampleIsAValueOfItsField() {
    assertThat(Arrays.stream(AnswerField.values()).filter(field -> !field.tokens().isEmpty()))
        .isNotEmpty()
        .allMatch(field -> field.tokens().contains(field.example()));
  }
}
