package dev.classify.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.text.TableSet;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyEvidenceTest {

  private static final TimeTables TABLES =
      TimeTables.read(TableSet.of(List.of(), TimeTables.FORMATS));

  @ParameterizedTest
  @CsvSource({
    "1,DAYS,daily",
    "3,DAYS,daily",
    "4,DAYS,weekly",
    "7,DAYS,weekly",
    "10,DAYS,weekly",
    "11,DAYS,monthly",
    "14,DAYS,monthly",
    "1,MONTHS,monthly",
    "45,DAYS,monthly",
    "46,DAYS,quarterly",
    "3,MONTHS,quarterly",
    "135,DAYS,quarterly",
    "136,DAYS,annual",
    "6,MONTHS,annual",
    "1,YEARS,annual",
    "550,DAYS,annual",
    "551,DAYS,point-in-time",
    "5,YEARS,point-in-time"
  })
  void datesDecideByTheirMedianGap(int step, ChronoUnit unit, String frequency) {
    TestIndicators given =
        TestIndicators.named("Series").every("Annual").valued("2020-01-31", step, unit, 1, 2, 3, 4);

    assertThat(frequency(given).frequency().token()).isEqualTo(frequency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Weekly, Ending Friday|weekly",
        "Daily, Close|daily",
        "Yearly|annual",
        "Annual, Fiscal Year|annual",
        "Quarterly, End of Period|quarterly",
        "Biweekly, Ending Wednesday|monthly",
        "Fortnightly|monthly",
        "Semi-monthly|monthly",
        "Bi-monthly|quarterly",
        "Semiannual|annual",
        "Biannually|annual",
        "Every two years|point-in-time",
        "Every five years|point-in-time",
        "MONTHLY|monthly",
        "M|monthly",
        "Mensual|monthly",
        "Ежемесячно|monthly",
        "季度|quarterly"
      })
  void firstWordOfThePeriodicityDecides(String periodicity, String frequency) {
    TestIndicators given = TestIndicators.named("Series").every(periodicity);

    assertThat(frequency(given).frequency().token()).isEqualTo(frequency);
  }

  @ParameterizedTest
  @CsvSource({
    "Retail Sales MoM,monthly",
    "GDP growth QoQ,quarterly",
    "Rate - daily observations,daily",
    "'Industrial Production, seas. adj.',quarterly",
    "GDP growth (annual %),point-in-time",
    "Barrels per day,point-in-time",
    "Growth year-over-year,point-in-time",
    "Growth at an annualised rate,point-in-time",
    "12-month rate per annum,point-in-time"
  })
  void titleCountsOnlyIfItNamesAFrequency(String name, String frequency) {
    FrequencyReading reading = frequency(TestIndicators.named(name));

    assertThat(reading.frequency().token()).isEqualTo(frequency);
  }

  @Test
  void dataSetIsTheWeakestEvidence() {
    TestIndicators given =
        TestIndicators.named("Access to electricity").from("World Development Indicators");

    assertThat(frequency(given).frequency().token()).isEqualTo("annual");
  }

  @ParameterizedTest
  @CsvSource({
    "年度数据, annual",
    "月度数据, monthly",
    "Annual national accounts, annual",
    "Dados anuais, annual",
    "Ежемесячные данные, monthly"
  })
  void theNameOfADataSetMayNameTheFrequency(String dataset, String frequency) {
    assertThat(frequency(TestIndicators.named("X").from(dataset)).frequency().token())
        .isEqualTo(frequency);
  }

  @ParameterizedTest
  @CsvSource({
    "'Stock of vehicles, at end of year'",
    "Population at the beginning of the year",
    "'Prices, December to December'",
    "'Wages, annual average'",
    "Численность населения на начало года",
    "年末总人口"
  })
  void aMomentOrAverageOfTheYearIsAnnual(String name) {
    assertThat(frequency(TestIndicators.named(name)).frequency().token()).isEqualTo("annual");
  }

  @Test
  void theDateOfAMissingValueCounts() {
    Indicator indicator = TestIndicators.named("X").monthly("2024-01-01", 1).indicator();
    Indicator dated =
        new Indicator(
            "X",
            "X",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            indicator.sample(),
            List.of(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 3, 1)),
            Map.of());

    assertThat(new FrequencyEvidence(TABLES).of(dated, FieldTokens.of(dated)))
        .first()
        .extracting(FrequencyReading::frequency)
        .isEqualTo(ReportingFrequency.MONTHLY);
  }

  @Test
  void textsWithoutAFrequencyGiveNoEvidence() {
    assertThat(evidence(TestIndicators.named("Series"))).isEmpty();
  }

  @Test
  void twoDatesGiveNoFrequency() {
    TestIndicators given =
        TestIndicators.named("Series").every("Annual").monthly("2024-01-01", 1, 2);

    assertThat(frequency(given).frequency().token()).isEqualTo("annual");
  }

  private static FrequencyReading frequency(TestIndicators given) {
    return evidence(given).stream()
        .findFirst()
        .orElse(
            new FrequencyReading(
                ReportingFrequency.POINT_IN_TIME, FrequencyReading.Place.DATES, "no evidence"));
  }

  private static List<FrequencyReading> evidence(TestIndicators given) {
    Indicator indicator = given.indicator();
    return new FrequencyEvidence(TABLES).of(indicator, FieldTokens.of(indicator));
  }
}
