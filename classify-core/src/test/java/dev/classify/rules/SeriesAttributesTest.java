package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.attributes.SdmxCodes;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the texts of a series state for joining it with others, and what they do not.
class SeriesAttributesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Industrial production, seasonally adjusted | 2015=100 | seasonally-adjusted | S
          Retail sales (SA) | 2015=100 | seasonally-adjusted | S
          Retail sales, saison- und kalenderbereinigt | 2015=100 | seasonally-and-calendar-adjusted | Y
          Unemployment rate, not seasonally adjusted | % | not-adjusted | N
          ВВП с исключением сезонного фактора | млрд руб. | seasonally-adjusted | S
          鉱工業生産指数 原数値 | 2020年=100 | not-adjusted | N
          Banco de Crédito SA | USD mn | |
          Retail sales | 2015=100 | |
          """)
  void adjustmentIsRead(String name, String units, @Nullable String value, @Nullable String code) {
    DecidedAnswer answer = answer(name, units);
    assertThat(value(answer, SeriesAttribute.SEASONAL_ADJUSTMENT)).isEqualTo(value);
    assertThat(codes(answer)).contains(code == null ? "" : "ADJUSTMENT=" + code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GDP (constant 2015 US$) | | constant | 2015 | PRICES=Q
          GDP | Billions of Chained 2012 Dollars | chained | 2012 | PRICES=L
          Gross domestic product at current prices | EUR mn | current | | PRICES=V
          GDP, prices of the previous year | EUR mn | previous-year | | PRICES=Y
          PIB a precios constantes | Millones de soles | constant | | PRICES=Q
          国内生产总值(不变价) | 亿元 | constant | | PRICES=Q
          Real effective exchange rate | 2010 = 100 | | 2010 |
          Real interest rate | % | | |
          GDP per head | Million purchasing power standards (PPS, EU27 from 2020) | | |
          """)
  void pricesAndBaseAreRead(
      String name,
      @Nullable String units,
      @Nullable String basis,
      @Nullable String base,
      @Nullable String code) {
    DecidedAnswer answer = answer(name, units);
    assertThat(value(answer, SeriesAttribute.PRICE_BASIS)).isEqualTo(basis);
    assertThat(value(answer, SeriesAttribute.BASE_PERIOD)).isEqualTo(base);
    assertThat(codes(answer)).contains(code == null ? "" : code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Consumer prices | % change on the previous year | change-on-year | GY
          Consumer prices | Growth rate previous period | change-on-previous-period | G1
          Consumer prices | Growth rate same period previous year | change-on-year | GY
          GDP growth | % yoy | change-on-year | GY
          GDP growth (annual %) | annual % | change-on-year | GY
          居民消费价格指数(上年同月=100) | % | change-on-year | GY
          Housing starts, SAAR | Thousands of units | annualised-level | LA
          Real GDP, seasonally adjusted annual rate | Percent change from preceding period | annualised-change |
          Exports | USD mn | level | N
          Debt | % of GDP | level | N
          Change in inventories | USD mn | |
          Exports, 12-month moving average | USD mn | |
          Consumer prices | Percent change | |
          """)
  void transformationIsRead(
      String name, String units, @Nullable String value, @Nullable String code) {
    DecidedAnswer answer = answer(name, units);
    assertThat(value(answer, SeriesAttribute.TRANSFORMATION)).isEqualTo(value);
    assertThat(codes(answer)).contains(code == null ? "" : "TRANSFORMATION=" + code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Japan - Current account balance | JP | REF_AREA=JP
          ВВП России в текущих ценах | RU | REF_AREA=RU
          Уровень безработицы в Казахстане | KZ | REF_AREA=KZ
          Российский экспорт нефти | RU | REF_AREA=RU
          Експорт України | UA | REF_AREA=UA
          Bezrobocie w Polsce | PL | REF_AREA=PL
          Hrubý domácí produkt České republiky | CZ | REF_AREA=CZ
          Suomen bruttokansantuote | FI | REF_AREA=FI
          Außenhandel Deutschlands | DE | REF_AREA=DE
          Bruttoinlandsprodukt der Schweiz | CH | REF_AREA=CH
          Türkiye'nin ihracatı | TR | REF_AREA=TR
          GDP, Cayman Islands | KY | REF_AREA=KY
          Dominican Republic - Exports | DO | REF_AREA=DO
          Chiles and peppers, production | |
          Импорт из России | |
          Eksport do Niemiec | |
          Экспорт Германии и Франции | |
          Российский рубль к доллару | |
          Ключевая ставка Банка России | |
          Germany and Luxembourg power price | |
          University of Michigan sentiment | |
          Consumer price index for the United States | US | REF_AREA=US
          U.S. unemployment rate | US | REF_AREA=US
          Industrial production, euro area | EA | REF_AREA=U2
          Coal production [World] | WLD | REF_AREA=W0
          Unemployment rate in California | US-CA |
          PIB, España | ES | REF_AREA=ES
          Арест активов, Россия | RU | REF_AREA=RU
          China / U.S. foreign exchange rate | |
          U.S. dollars to euro | |
          Exports to Germany | |
          Exports of goods to economies in South Asia | |
          Net aid flows from donors, Luxembourg | |
          Turkey meat production | |
          Brazil nuts, area harvested | |
          Merchandise exports to low- and middle-income economies in South Asia | |
          Trade balance of France and Germany | |
          World Bank lending | |
          Oil price in the Gulf of Mexico | |
          """)
  void areaIsThatOfTheSeries(String name, @Nullable String area, @Nullable String code) {
    DecidedAnswer answer = answer(name, "Index");
    assertThat(value(answer, SeriesAttribute.REFERENCE_AREA)).isEqualTo(area);
    assertThat(codes(answer)).contains(code == null ? "" : code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          General government gross debt | S13
          Central bank assets to GDP | S121
          Operaciones del gobierno central | S1311
          Debt securities of nonfinancial corporations | S11
          Claims on central government |
          Households with internet access |
          Loans to households |
          State and local government employment |
          """)
  void sectorIsThatOfTheSeries(String name, @Nullable String sector) {
    assertThat(value(answer(name, "USD mn"), SeriesAttribute.SECTOR)).isEqualTo(sector);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Debt | % of GDP | GDP | UNIT_MEASURE=PT
          Deuda | porcentaje del PBI | GDP | UNIT_MEASURE=PT
          Crimes | per 1,000 people | 1000 person | UNIT_MULT=0
          Oil price | USD per barrel | barrel | UNIT_MULT=0
          Exchange rate | LCU per US$ | USD | UNIT_MULT=0
          GDP per capita | USD | person | UNIT_MULT=0
          粮食单位面积产量 | 公斤/公顷 | hectare | UNIT_MULT=0
          Account owners | % age 15+ | | UNIT_MEASURE=PT
          Natural gas price | $ per Mil. BTU | |
          Population | Thousand persons | | UNIT_MEASURE=PS
          Investment | 亿元 | | UNIT_MULT=8, UNIT_MEASURE=CNY
          Employment | THS_PER | | UNIT_MEASURE=PS
          Employment | PERS | | UNIT_MEASURE=PS
          Deposit rate | PCPA | | UNIT_MEASURE=PA
          Debt | PC_GDP | GDP |
          Employment | | |
          """)
  void denominatorAndUnitAreRead(
      String name, @Nullable String units, @Nullable String denominator, @Nullable String code) {
    DecidedAnswer answer = answer(name, units);
    assertThat(value(answer, SeriesAttribute.DENOMINATOR)).isEqualTo(denominator);
    assertThat(codes(answer)).contains(code == null ? "" : code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Output of factories. Data are seasonally adjusted. | seasonally-adjusted
          Not seasonally adjusted. | not-adjusted
          The series is seasonally adjusted by X-13. | seasonally-adjusted
          Unlike the seasonally adjusted index of the ministry, it counts raw output. |
          Data are seasonally adjusted. Data of small firms are not seasonally adjusted. |
          """)
  void descriptionCountsWhereItIsAboutTheData(String description, @Nullable String value) {
    Indicator given =
        new Indicator(
            "id",
            "Output",
            "2015=100",
            null,
            description,
            "Monthly",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of());
    assertThat(value(ShippedRules.CLASSIFIER.decide(given), SeriesAttribute.SEASONAL_ADJUSTMENT))
        .isEqualTo(value);
  }

  private static DecidedAnswer answer(String name, @Nullable String units) {
    return ShippedRules.CLASSIFIER.decide(Indicator.of("id", name, units, "Monthly"));
  }

  private static @Nullable String value(DecidedAnswer answer, SeriesAttribute attribute) {
    return answer.attributes().of(attribute).map(AttributeValue::value).orElse(null);
  }

  private static String codes(DecidedAnswer answer) {
    return SdmxCodes.of(answer.answer(), answer.attributes()).entrySet().stream()
        .map(code -> code.getKey() + "=" + code.getValue())
        .collect(Collectors.joining(", "));
  }
}
