package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Billions of Chained 2009 Dollars|billion chained 2009 dollars",
        "1982-84 CPI Adjusted Dollars|constant 1982-84 dollars",
        "constant 2021 international $|constant 2021 international dollars",
        "US$ per capita, constant prices|constant USD per capita",
        "Rs lakh crore|trillion local currency",
        "thousand million EUR|billion EUR",
        "10 million tonnes of CO2|10 million tonnes of CO2",
        "1000 persons|thousand persons",
        "annual % of GDP|% change of GDP",
        "EUR/MWh|EUR per MWh",
        "TRY per USD|TRY per USD",
        "Index Jan 2000=100|index Jan 2000 = 100",
        "1=low to 6=high|scale 1 - 6"
      })
  void unitIsWrittenInOneSpelling(String text, String canonical) {
    assertThat(read(text).expression()).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EUR m|million EUR",
        "EUR/m|EUR per m",
        "million m|million m",
        "IDR tn|trillion IDR",
      })
  void neighboursDecideWhatALetterMeans(String text, String canonical) {
    assertThat(read(text).expression()).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource({"thousand units, SAAR", "USD bn, SAAR"})
  void annualRateOfAnAmountIsNotAChange(String text) {
    assertThat(read(text).change()).isFalse();
  }

  @Test
  void unusedWordsLowerTheConfidence() {
    UnitReading strange = read("tonnage of strange green persons");

    assertThat(strange.leftover()).contains("strange", "green");
    assertThat(strange.confidence()).isLessThan(read("persons").confidence());
  }

  @Test
  void lastOfSeveralCurrenciesInATitleIsItsUnit() {
    String title = "Debt, All maturities, Special Drawing Rights, Nominal Value, US$";

    assertThat(ShippedUnits.TEXT.inTitle(Tokenizer.tokens(title), false).currency())
        .isEqualTo("USD");
  }

  private static UnitReading read(String text) {
    return ShippedUnits.TEXT.read(Tokenizer.tokens(text), false);
  }
}
