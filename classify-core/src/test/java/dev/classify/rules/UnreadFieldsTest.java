package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Problem;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Scale;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadFieldsTest {

  private final UnreadFields fields = new UnreadFields(ShippedRules.TABLES);

  @Test
  void aFilledFieldThatNoTableUnderstandsIsAWarning() {
    assertThat(fields.of(given("US dollars", "gazillions", "QQQ", "whenever")))
        .extracting(Problem::field)
        .containsExactly("scale", "currency_code", "periodicity");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "6, EUR, Monthly",
        "1E6, 978, M",
        "'1,000,000', RMB, P1M",
        "Units, US$, R/P1M",
        "Mil, XXX, 月",
        "тыс., LCU, Quinzenal",
        "null, NLG, null"
      })
  void anUnderstoodFieldIsNone(
      @Nullable String scale, @Nullable String code, @Nullable String periodicity) {
    assertThat(fields.of(given("US dollars", scale, code, periodicity))).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodLowersTheConfidenceOfItsField() {
    assertThat(confidence(given("US dollars", "gazillions", null, "A"), AnswerField.SCALE))
        .isLessThanOrEqualTo(0.5);
    assertThat(confidence(given("gazillion US dollars", null, null, "A"), AnswerField.SCALE))
        .isLessThanOrEqualTo(0.5);
    assertThat(confidence(given("US dollars", null, null, "A"), AnswerField.SCALE))
        .isGreaterThan(0.8);
    assertThat(confidence(given("money", null, "QQQ", "A"), AnswerField.CURRENCY))
        .isLessThanOrEqualTo(0.5);
    assertThat(
            confidence(
                given("US dollars", null, null, "whenever"), AnswerField.REPORTING_FREQUENCY))
        .isLessThanOrEqualTo(0.4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, raw-units",
    "1, raw-units",
    "3, thousands",
    "6, millions",
    "9, billions",
    "12, trillions",
    "1000, thousands",
    "1 000 000, millions",
    "1.000.000, millions",
    "1e9, billions",
    "10^6, millions",
    "x1000, thousands",
    "Mil, millions",
    "Milliards, billions",
    "тыс., thousands",
    "百万, millions",
    "million, millions",
    "Mio., millions"
  })
  void aScaleIsReadAsANumberAPowerOrAWord(String scale, String wanted) {
    assertThat(
            ShippedRules.CLASSIFIER.decide(given("US dollars", scale, null, "A")).answer().scale())
        .extracting(Scale::token)
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "DEM, DEM", "ITL, ITL", "XEU, XEU", "BYR, BYR", "TRL, TRL", "XCG, XCG", "VED, VED",
    "978, EUR", "36, AUD", "156, CNY", "eur, EUR", "RMB, CNY", "US$, USD", "£, GBP"
  })
  void aCurrencyIsReadAsACodeANumberOrAName(String field, String code) {
    assertThat(
            ShippedRules.CLASSIFIER
                .decide(given("national currency", "Millions", field, "A"))
                .answer()
                .currency())
        .isEqualTo(code);
  }

  private static double confidence(Indicator indicator, AnswerField field) {
    return ShippedRules.CLASSIFIER.explain(indicator).of(field).confidence();
  }

  private static Indicator given(
      @Nullable String units,
      @Nullable String scale,
      @Nullable String code,
      @Nullable String periodicity) {
    return new Indicator(
        "X",
        "Exports of goods",
        units,
        null,
        null,
        periodicity,
        null,
        scale,
        null,
        null,
        null,
        code,
        null,
        null,
        List.of());
  }
}
