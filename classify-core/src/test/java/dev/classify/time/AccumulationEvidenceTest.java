package dev.classify.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.text.TableSet;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccumulationEvidenceTest {

  private static final TimeTables TABLES =
      TimeTables.read(TableSet.of(List.of(), TimeTables.FORMATS));

  @ParameterizedTest
  @CsvSource({"1", "4", "7", "10"})
  void sumsThatRestartWithAYearAreYearToDateWithoutAWord(int firstMonth) {
    double[] values = IntStream.range(0, 20).mapToDouble(i -> (i % 12 + 1) * 100 + i % 3).toArray();
    TestIndicators given =
        TestIndicators.named("Sales").monthly("2022-%02d-01".formatted(firstMonth), values);

    assertThat(pattern(given)).isEqualTo(CumulativePattern.YTD);
  }

  @Test
  void seasonalRiseWithinTheYearIsNotAccumulation() {
    TestIndicators given =
        TestIndicators.named("GDP")
            .valued(
                "2022-03-31", 3, ChronoUnit.MONTHS, 1436, 1709, 2208, 2518, 1735, 2018, 2563, 2894);

    assertThat(reading(given, ReportingFrequency.QUARTERLY).pattern())
        .isEqualTo(CumulativePattern.PERIODIC);
  }

  @Test
  void missingFirstMonthDoesNotHideTheYearToDate() {
    TestIndicators given =
        TestIndicators.named("Investment")
            .monthly("2023-08-01", 800, 900, 1000, 1100, 1200)
            .monthly("2023-08-01", 800, 900, 1000, 1100, 1200, Double.MIN_VALUE, 210, 310, 405);
    TestIndicators withoutJanuary =
        new TestIndicators(
            given.name(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            given.sample().stream().filter(o -> o.value() > 1).toList());

    assertThat(pattern(withoutJanuary)).isEqualTo(CumulativePattern.YTD);
  }

  @ParameterizedTest
  @CsvSource({
    "Inflación acumulada de doce meses, UNKNOWN",
    "'Trade balance, rolling 12-month cumulative total', UNKNOWN",
    "Déficit acumulado nos últimos 12 meses, UNKNOWN",
    "Solde cumulé sur douze mois glissants, UNKNOWN",
    "Kumulierter Saldo der letzten 12 Monate, UNKNOWN",
    "Накопленная инфляция за 12 месяцев, UNKNOWN",
    "Ventas acumuladas enero a marzo, YTD",
    "Vendas acumuladas no ano, YTD",
    "Produktion kumuliert seit Jahresbeginn, YTD",
    "Production cumulée depuis janvier, YTD",
    "Produzione da inizio anno, YTD",
    "Выпуск с начала года, YTD",
    "产量_累计值, YTD",
    "Yılbaşından bu yana ihracat, YTD"
  })
  void aMovingWindowIsNoAccumulation(String name, CumulativePattern pattern) {
    assertThat(pattern(TestIndicators.named(name))).isEqualTo(pattern);
  }

  @Test
  void oneSmallRevisionIsTolerated() {
    TestIndicators given =
        TestIndicators.named("Sales")
            .monthly("2023-06-01", 600, 700, 800, 795, 900, 1000, 1100, 100, 200, 300);

    assertThat(pattern(given)).isEqualTo(CumulativePattern.YTD);
  }

  @Test
  void steadyTrendIsARunningTotalOnlyIfTheTextSaysSo() {
    double[] values = IntStream.range(0, 24).mapToDouble(i -> 1000 + 10 * i).toArray();

    assertThat(pattern(TestIndicators.named("Population").monthly("2022-01-01", values)))
        .isEqualTo(CumulativePattern.PERIODIC);
    assertThat(pattern(TestIndicators.named("Cumulative cases").monthly("2022-01-01", values)))
        .isEqualTo(CumulativePattern.RUNNING_TOTAL);
  }

  @Test
  void clearValuesOverruleTheText() {
    TestIndicators given =
        TestIndicators.named("Cumulative rainfall")
            .monthly("2022-01-01", 80, 60, 70, 40, 20, 5, 0, 2, 15, 50, 70, 90);
    AccumulationReading reading = reading(given, ReportingFrequency.MONTHLY);

    assertThat(reading.pattern()).isEqualTo(CumulativePattern.PERIODIC);
    assertThat(reading.conflict()).isTrue();
  }

  @Test
  void seriesWithNegativeValuesIsYearToDateOnlyByItsText() {
    double[] values = {-40, -51, -62, -58, -4, -18, -20, -15, -35, -52, -34, -43};

    assertThat(pattern(TestIndicators.named("Budget balance").monthly("2016-06-01", values)))
        .isEqualTo(CumulativePattern.PERIODIC);
    assertThat(
            pattern(
                TestIndicators.named("Budget balance, fiscal year to date")
                    .monthly("2016-06-01", values)))
        .isEqualTo(CumulativePattern.YTD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sales YTD",
        "Exports, January to June",
        "Tax collection, July to date",
        "Ventas, acumulado en el año",
        "Ventes, cumul annuel",
        "Umsatz seit Jahresbeginn",
        "Доходы с начала года",
        "Satışlar, yılbaşından bugüne",
        "固定资产投资:累计值"
      })
  void wordsOfSeveralLanguagesSayYearToDate(String name) {
    assertThat(pattern(TestIndicators.named(name))).isEqualTo(CumulativePattern.YTD);
  }

  @Test
  void annualDataCannotShowAYearToDate() {
    TestIndicators given = TestIndicators.named("Federal deficit, year to date");

    assertThat(reading(given, ReportingFrequency.ANNUAL).accumulates()).isFalse();
  }

  private static CumulativePattern pattern(TestIndicators given) {
    return reading(given, ReportingFrequency.MONTHLY).pattern();
  }

  private static AccumulationReading reading(TestIndicators given, ReportingFrequency frequency) {
    Indicator indicator = given.indicator();
    return new AccumulationEvidence(TABLES).of(indicator, FieldTokens.of(indicator), frequency);
  }
}
