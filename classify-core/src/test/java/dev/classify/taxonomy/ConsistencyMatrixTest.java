package dev.classify.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.TestIndicators;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyMatrixTest {

  private static final String GDP =
      "currency-amount,billions,USD,quarterly,per-period,periodic,physical-fundamental,flow,period-total";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "currency-amount,raw-units,,annual,point-in-time,unknown,physical-fundamental,stock,point-in-time",
        "currency-amount,millions,USD,monthly,cumulative,ytd,physical-fundamental,balance,period-cumulative",
        "currency-amount,raw-units,CAD,monthly,per-period,periodic,price-value,rate,period-average",
        "percentage,percent,,monthly,per-period,periodic,price-value,rate,period-average",
        "percentage,percent,,daily,point-in-time,periodic,price-value,yield,point-in-time",
        "percentage,percent,,annual,per-period,periodic,change-movement,rate,period-rate",
        "percentage,percent,,monthly,cumulative,ytd,change-movement,rate,period-cumulative",
        "percentage,percent,,annual,per-period,periodic,change-movement,gap,period-average",
        "percentage,percent,,quarterly,point-in-time,periodic,qualitative,sentiment,point-in-time",
        "index,index,,quarterly,point-in-time,periodic,qualitative,sentiment,point-in-time",
        "index,index,,daily,point-in-time,unknown,change-movement,volatility,point-in-time",
        "physical,raw-units,,annual,point-in-time,periodic,physical-fundamental,capacity,point-in-time",
        "physical,raw-units,,annual,per-period,periodic,change-movement,rate,period-total",
        "count,thousands,,monthly,cumulative,ytd,numeric-measurement,count,period-cumulative",
        "count,raw-units,,point-in-time,point-in-time,unknown,numeric-measurement,rate,point-in-time",
        "count,raw-units,,annual,point-in-time,unknown,temporal,threshold,point-in-time",
        "rate,raw-units,,annual,per-period,unknown,numeric-measurement,rate,period-rate",
        "ratio,raw-units,,annual,point-in-time,unknown,composite-derived,elasticity,not-applicable",
        "duration,raw-units,,annual,point-in-time,periodic,numeric-measurement,spread,point-in-time",
        "unknown,raw-units,,annual,point-in-time,unknown,qualitative,other,point-in-time"
      })
  void answersOfTheSchemeAreConsistent(String fields) {
    assertThat(ConsistencyMatrix.check(answer(fields, 0.95))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // family, type and money
        "12.1|currency-amount,raw-units,USD,annual,per-period,unknown,price-value,yield,period-average",
        "12.1|percentage,percent,,annual,point-in-time,unknown,physical-fundamental,stock,point-in-time",
        "12.1|index,index,,monthly,per-period,periodic,price-value,price,period-average",
        "12.1|currency-amount,raw-units,USD,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        "12.1|percentage,percent,,annual,point-in-time,unknown,temporal,percentage,point-in-time",
        // type, basis, aggregation
        "12.2|currency-amount,raw-units,USD,annual,per-period,unknown,physical-fundamental,stock,period-total",
        "12.2|currency-amount,raw-units,USD,annual,point-in-time,unknown,physical-fundamental,flow,point-in-time",
        "12.2|percentage,percent,,annual,point-in-time,unknown,change-movement,rate,period-rate",
        "12.2|percentage,percent,,annual,per-period,unknown,price-value,rate,period-rate",
        "12.2|index,index,,annual,per-period,unknown,composite-derived,index,period-total",
        "12.2|ratio,raw-units,,annual,point-in-time,unknown,composite-derived,correlation,point-in-time",
        "12.2|percentage,percent,,annual,per-period,unknown,temporal,probability,period-average",
        // unit type against the rest
        "12.3|percentage,raw-units,,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        "12.3|index,percent,,annual,point-in-time,unknown,composite-derived,index,point-in-time",
        "12.3|count,percent,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        "12.3|currency-amount,index,USD,annual,per-period,unknown,physical-fundamental,flow,period-total",
        "12.3|index,index,,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        "12.3|count,raw-units,,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        "12.3|physical,raw-units,,annual,per-period,unknown,composite-derived,index,period-average",
        "12.3|rate,raw-units,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        "12.3|ratio,raw-units,,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        "12.3|duration,raw-units,,annual,per-period,unknown,price-value,yield,period-average",
        "12.3|percentage,percent,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        "12.3|unknown,raw-units,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time",
        // the rest
        "12.4|percentage,percent,USD,annual,point-in-time,unknown,numeric-measurement,percentage,point-in-time",
        "12.4|currency-amount,millions,USD,monthly,per-period,ytd,physical-fundamental,flow,period-total",
        "12.4|currency-amount,millions,USD,monthly,cumulative,periodic,physical-fundamental,flow,period-cumulative",
        "12.4|currency-amount,millions,USD,annual,cumulative,ytd,physical-fundamental,flow,period-cumulative"
      })
  void brokenRuleIsReportedWithItsFieldsAndAllowedValues(String section, String fields) {
    List<Contradiction> found = ConsistencyMatrix.check(answer(fields, 0.95));

    assertThat(found).extracting(Contradiction::section).contains(section);
    assertThat(found).allSatisfy(c -> assertThat(c.fields()).isNotEmpty());
    assertThat(found).allSatisfy(c -> assertThat(c.sentence()).isNotBlank());
  }

  @Test
  void cumulativeBasisAndAggregationRequireEachOther() {
    String basisOnly = GDP.replace("per-period,periodic", "cumulative,ytd");

    assertThat(ConsistencyMatrix.check(answer(basisOnly, 0.9)))
        .extracting(Contradiction::section)
        .contains("12.2", "12.4");
  }

  @Test
  void unknownUnitNeedsTypeOtherOrLowConfidence() {
    String count =
        "unknown,raw-units,,annual,point-in-time,unknown,numeric-measurement,count,point-in-time";

    assertThat(ConsistencyMatrix.check(answer(count, 0.51))).hasSize(1);
    assertThat(ConsistencyMatrix.check(answer(count, 0.5))).isEmpty();
  }

  @Test
  void everyTypeIsAllowedInExactlyTheFamiliesOfTheScheme() {
    long pairs =
        Stream.of(Family.values())
            .flatMap(family -> Stream.of(IndicatorType.values()).map(type -> placed(family, type)))
            .filter(placed -> placed)
            .count();

    assertThat(pairs).isEqualTo(27);
  }

  @Test
  void doubtfulAnswersGiveWarnings() {
    Indicator inflation =
        TestIndicators.named("Inflation rate").monthly("2024-01-01", -0.2, 104, 3).indicator();
    String percentage =
        "percentage,percent,,monthly,point-in-time,periodic,numeric-measurement,percentage,point-in-time";

    assertThat(ConsistencyMatrix.warnings(answer(percentage, 0.9), inflation))
        .extracting(warning -> warning.fields().getFirst())
        .containsExactly("heat_map_orientation", "indicator_type");
  }

  @Test
  void plainAnswersGiveNoWarning() {
    Indicator gdp = TestIndicators.named("GDP").monthly("2024-01-01", 1, 2, 3).indicator();

    assertThat(ConsistencyMatrix.warnings(answer(GDP, 0.9), gdp)).isEmpty();
  }

  private static boolean placed(Family family, IndicatorType type) {
    Classification answer =
        new Classification(
            UnitType.UNKNOWN,
            Scale.RAW_UNITS,
            null,
            ReportingFrequency.ANNUAL,
            TimeBasis.POINT_IN_TIME,
            CumulativePattern.UNKNOWN,
            family,
            type,
            TemporalAggregation.POINT_IN_TIME,
            HeatMapOrientation.NEUTRAL,
            0.4,
            "");
    return ConsistencyMatrix.check(answer).stream()
        .noneMatch(c -> c.fields().equals(List.of("family", "indicator_type")));
  }

  /// Reads the fields up to the aggregation, in the order of the record.
  static Classification answer(String fields, double confidence) {
    String[] field = fields.split(",", -1);
    return new Classification(
        VocabularyTerm.of(UnitType.class, field[0]),
        VocabularyTerm.of(Scale.class, field[1]),
        blankToNull(field[2]),
        VocabularyTerm.of(ReportingFrequency.class, field[3]),
        VocabularyTerm.of(TimeBasis.class, field[4]),
        VocabularyTerm.of(CumulativePattern.class, field[5]),
        VocabularyTerm.of(Family.class, field[6]),
        VocabularyTerm.of(IndicatorType.class, field[7]),
        VocabularyTerm.of(TemporalAggregation.class, field[8]),
        HeatMapOrientation.HIGHER_IS_POSITIVE,
        confidence,
        "");
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
