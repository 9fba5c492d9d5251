package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Tokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTextTest {

  /// The table of docs/scheme.md 13, line by line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "USD Million|currency-amount|millions|USD",
        "LCU bn|currency-amount|billions|null",
        "ALL Million|currency-amount|millions|ALL",
        "USD Hundred Million|currency-amount|millions|USD",
        "current US$|currency-amount|raw-units|USD",
        "constant 2015 US$|currency-amount|raw-units|USD",
        "PPP int'l $|currency-amount|raw-units|null",
        "constant 2011 international $|currency-amount|raw-units|null",
        "DOD, current US$|currency-amount|raw-units|USD",
        "AMT, current US$|currency-amount|raw-units|USD",
        "NFL, current US$|currency-amount|raw-units|USD",
        "BoP, current US$|currency-amount|raw-units|USD",
        "Billions of Chained 2009 Dollars|currency-amount|billions|USD",
        "1982-84 CPI Adjusted Dollars|currency-amount|raw-units|USD",
        "EUR/MWh|currency-amount|raw-units|EUR",
        "US$ per liter|currency-amount|raw-units|USD",
        "Dollars per Barrel|currency-amount|raw-units|USD",
        "'LCU per US$, period average'|currency-amount|raw-units|null",
        "% of GDP|percentage|percent|null",
        "Percent of potential GDP|percentage|percent|null",
        "annual % growth|percentage|percent|null",
        "Percent Change at Annual Rate|percentage|percent|null",
        "Index 2010=100|index|index|null",
        "2010 = 100|index|index|null",
        "points|index|index|null",
        "'per 1,000 people'|rate|raw-units|null",
        "per 100 people|rate|raw-units|null",
        "metric tons per capita|rate|raw-units|null",
        "kg per hectare|rate|raw-units|null",
        "kWh per $|rate|raw-units|null",
        "BBL/D/1K|physical|thousands|null",
        "BBL/1Million|physical|millions|null",
        "GWh|physical|raw-units|null",
        "Terajoule|physical|raw-units|null",
        "kt of CO2 equivalent|physical|raw-units|null",
        "mm per year|physical|raw-units|null",
        "million ton-km|physical|millions|null",
        "JPY 100 million|currency-amount|millions|JPY",
        "RMB 100 million|currency-amount|millions|CNY",
        "millions d'euros|currency-amount|millions|EUR",
        "µg/m3|rate|raw-units|null",
        "kilotonnes|physical|raw-units|null",
        "Persons|count|raw-units|null",
        "Thousands of Persons|count|thousands|null",
        "TEU|count|raw-units|null",
        "days|duration|raw-units|null",
        "hours per year|duration|raw-units|null",
        "months of imports|duration|raw-units|null",
        "Ratio|ratio|raw-units|null",
        "times|ratio|raw-units|null",
        "1 in N|ratio|raw-units|null",
        "1=yes; 0=no|unknown|raw-units|null",
        "+1 or 0|unknown|raw-units|null"
      })
  void grammarTableIsRead(String text, String type, String scale, @Nullable String currency) {
    UnitReading reading = ShippedUnits.TEXT.read(Tokenizer.tokens(text), true);

    assertThat(reading.known()).isTrue();
    assertThat(reading.type().token()).isEqualTo(type);
    assertThat(reading.scale().token()).isEqualTo(scale);
    assertThat(reading.currency()).isEqualTo(currency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "basis points|percentage|null",
        "percentage points|percentage|null",
        "index points|index|null",
        "percent per annum|percentage|null",
        "per cent per annum|percentage|null",
        "cents on the dollar|percentage|null",
        "% of US$ debt|percentage|null",
        "'% change, ALL cities'|percentage|null",
        "Chinese Yuan to One U.S. Dollar|currency-amount|CNY",
        "U.S. Dollars to One Euro|currency-amount|USD",
        "KES per USD|currency-amount|KES",
        "ALL mn|currency-amount|ALL",
        "TRY|currency-amount|TRY",
        "thousand subscribers|count|null",
        "pensioners|count|null",
        "MJ per 2017 PPP $ of GDP|rate|null",
        "SDR million|currency-amount|XDR",
        "млрд руб.|currency-amount|RUB",
        "亿元|currency-amount|CNY",
        "％|percentage|null",
        "％ポイント|percentage|null",
        "porcentaje|percentage|null",
        "1=low to 6=high|index|null",
        "scale 0-1|index|null",
        "1=highest performer|index|null",
        "TEU: 20 foot equivalent units|count|null",
        "people per sq. km of land area|rate|null",
        "births per woman|rate|null",
        "hours per week|duration|null",
        "whales|count|null"
      })
  void ambiguousTextsAreReadCorrectly(String text, String type, @Nullable String currency) {
    UnitReading reading = ShippedUnits.TEXT.read(Tokenizer.tokens(text), false);

    assertThat(reading.type().token()).isEqualTo(type);
    assertThat(reading.currency()).isEqualTo(currency);
  }

  @ParameterizedTest
  @CsvSource({"All items", "Try to smooth", "Top 10 cities", "cup of tea", "pen", "made in dinner"})
  void codeThatIsAlsoAWordIsNotMoneyInProse(String text) {
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens(text), false).currency()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "jigowatt-smoots per fortnight",
    "World Bank estimate",
    "<$1.90 PPP a day",
    "Per 2001 Census",
    "%; ignore units above"
  })
  void textWithoutAUnitGivesNone(String text) {
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens(text), false).known()).isFalse();
  }

  @Test
  void neighboursDecideWhetherALetterIsAMultiplier() {
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("EUR m"), false).scale().token())
        .isEqualTo("millions");
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("mm"), false).scale().token())
        .isEqualTo("raw-units");
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("USD MM"), false).scale().token())
        .isEqualTo("millions");
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("GWh"), false).factorStated()).isFalse();
  }

  @Test
  void hundredMillionKeepsTheFactorThatTheScaleCannotHold() {
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("KRW Hundred Million"), false).extraFactor())
        .isEqualTo(100);
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("亿元"), false).extraFactor()).isEqualTo(100);
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("INR crore"), false).extraFactor())
        .isEqualTo(10);
  }

  @Test
  void dollarWithoutCountryIsTheUsDollarOnlyInAmericanContext() {
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("Billions of Dollars"), true).currency())
        .isEqualTo("USD");
    assertThat(ShippedUnits.TEXT.read(Tokenizer.tokens("Billions of Dollars"), false).currency())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "Lending interest rate (%)|percentage|null",
        "GDP,constant 2010 US$,millions,seas. adj.,|currency-amount|USD",
        "Total grants (in KES Billion)|currency-amount|KES",
        "Ext. Debt Pos., All instruments, USD|currency-amount|USD",
        "Debt, Nominal Value, % of GDP|percentage|null",
        "GDP in US$ (millions)|currency-amount|USD",
        "PIB mensal em EUR (milhões)|currency-amount|EUR",
        "Population by EUR region (thousands)|count|null",
        "Unemployment (female)|unknown|null",
        "Crude oil price (BP Statistics (2016))|unknown|null",
        "X|unknown|null"
      })
  void titleGivesItsUnitButNotItsSubject(String title, String type, @Nullable String currency) {
    UnitReading reading = ShippedUnits.TEXT.inTitle(Tokenizer.tokens(title), false);

    assertThat(reading.type().token()).isEqualTo(type);
    assertThat(reading.currency()).isEqualTo(currency);
  }

  @Test
  void definitionGivesTheUnitThatItStates() {
    String text = "Brent crude oil spot price, annual observations, in US dollars per barrel.";

    assertThat(ShippedUnits.TEXT.inDefinition(Tokenizer.tokens(text), false).currency())
        .isEqualTo("USD");
    assertThat(
            ShippedUnits.TEXT
                .inDefinition(Tokenizer.tokens("People living in cities and in poverty."), false)
                .known())
        .isFalse();
  }
}
