package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Problem;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.input.MappingFile;
import dev.classify.input.TextInput;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the columns of a source that are no fields state, in the layouts that offices publish, with
/// made-up numbers.
class AttributeColumnsTest {

  @Test
  void columnsOfTheOecdAreRead() throws Exception {
    String table =
        """
        STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,ADJUSTMENT,Adjustment,SECTOR,Institutional sector,TRANSACTION,Transaction,UNIT_MEASURE,Unit of measure,PRICE_BASE,Price base,TRANSFORMATION,Transformation,TIME_PERIOD,Time period,OBS_VALUE,Observation value,REF_YEAR_PRICE,Price reference year,UNIT_MULT,Unit multiplier
        DATAFLOW,OECD.SDD.NAD:DSD_NAMAIN1@DF_QNA(1.1),Quarterly national accounts,I,AUT,Austria,Q,Quarterly,Y,Calendar and seasonally adjusted,S1,Total economy,B1GQ,Gross domestic product,XDC,National currency,L,Chain linked volume,N,Non transformed data,2024-Q2,,120.25,,2015,,6,Millions
        """;
    assertThat(values(table))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "reference_area", "AT",
                "seasonal_adjustment", "seasonally-and-calendar-adjusted",
                "sector", "S1",
                "price_basis", "chained",
                "transformation", "level",
                "base_period", "2015"));
    assertThat(evidence(table, SeriesAttribute.PRICE_BASIS)).isEqualTo("column PRICE_BASE: L");
  }

  @Test
  void dimensionsOfEurostatAreRead() throws Exception {
    String table =
        """
        DATAFLOW,freq,unit,s_adj,na_item,geo,TIME_PERIOD,OBS_VALUE
        ESTAT:NAMQ_10_GDP(1.0),Q,CLV10_MEUR,SCA,B1GQ,EA20,2024-Q1,100.5
        """;
    assertThat(values(table))
        .containsEntry("reference_area", "EA20")
        .containsEntry("seasonal_adjustment", "seasonally-and-calendar-adjusted")
        .containsEntry("price_basis", "chained")
        .containsEntry("base_period", "2010");
    assertThat(
            values(
                """
                freq,unit,s_adj,na_item,geo\\TIME_PERIOD\t2019-Q1 \t2019-Q2\s
                Q,CLV_PCH_SM,NSA,B1GQ,EL\t10.5 \t:\s
                """))
        .containsEntry("reference_area", "GR")
        .containsEntry("seasonal_adjustment", "not-adjusted")
        .containsEntry("transformation", "change-on-year");
    assertThat(values("freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \nA,EUR_HAB,DE21\t10.5 \t: \n"))
        .containsEntry("denominator", "person")
        .doesNotContainKey("reference_area");
  }

  @Test
  void codeOfALabelledUnitIsRead() throws Exception {
    String table =
        """
        DATAFLOW,FREQ: Frequency,UNIT_MEASURE: Unit,TIME_PERIOD: Time,OBS_VALUE: Value
        X:Y(1.0): Debt,A: Annual,PT_B1GQ: Pourcentage du PIB,2024,100.5
        """;
    assertThat(values(table)).containsEntry("denominator", "GDP");
    assertThat(evidence(table, SeriesAttribute.DENOMINATOR))
        .isEqualTo("column UNIT_MEASURE: PT_B1GQ");
    String local =
        """
        DATAFLOW,FREQ: Frequency,UNIT_MEASURE: Unit,TIME_PERIOD: Time,OBS_VALUE: Value
        X:Y(1.0): Debt,A: Annual,PS: Personnes physiques,2024,100.5
        """;
    assertThat(evidence(local, SeriesAttribute.UNIT_MEASURE)).isEqualTo("column UNIT_MEASURE: PS");
  }

  @Test
  void columnsOfFredAreRead() throws Exception {
    String table =
        """
        id,title,units,frequency,seasonal_adjustment,seasonal_adjustment_short
        GDPC1,Real Gross Domestic Product,Billions of Chained 2017 Dollars,Quarterly,Seasonally Adjusted Annual Rate,SAAR
        """;
    assertThat(values(table))
        .containsEntry("seasonal_adjustment", "seasonally-adjusted")
        .containsEntry("transformation", "annualised-level")
        .containsEntry("price_basis", "chained");
    assertThat(
            values(
                """
                id,title,units,frequency,seasonal_adjustment,seasonal_adjustment_short
                X,Federal Funds Rate,Percent,Monthly,Not Applicable,NA
                """))
        .doesNotContainKey("seasonal_adjustment");
  }

  @Test
  void countryCodeOfTheWorldBankIsRead() throws Exception {
    String table =
        """
        Country Name,Country Code,Indicator Name,Indicator Code,2019,2020
        Germany,DEU,GDP (current US$),NY.GDP.MKTP.CD,1,2
        Euro area,EMU,GDP (current US$),NY.GDP.MKTP.CD,1,2
        """;
    assertThat(values(table)).containsEntry("reference_area", "DE");
    assertThat(evidence(table, SeriesAttribute.REFERENCE_AREA))
        .isEqualTo("column Country Code: DEU");
    assertThat(attributes(table).getLast().value(SeriesAttribute.REFERENCE_AREA)).contains("EA");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ADJUSTMENT | S: Seasonally adjusted | seasonal_adjustment | seasonally-adjusted
          Seasonal adjustment | seasonally adjusted data | seasonal_adjustment | seasonally-adjusted
          prices | Current prices | price_basis | current
          ADJUSTMENT | Seasonally adjusted, not calendar adjusted | seasonal_adjustment | seasonally-adjusted
          Adjustment indicator | Neither seasonally nor working day adjusted | seasonal_adjustment | not-adjusted
          PRICE_BASE | QR | price_basis | constant
          TRANSFORMATION | qoq saar | transformation | annualised-change
          REF_AREA | I10 | reference_area | EA21
          REF_AREA | R22 | reference_area | G20
          REF_AREA | XM | reference_area | EA
          REF_AREA | 4F | |
          sector | S14_S15 | sector | S1M
          TRANSFORMATION | G1: Growth rate, period on period | transformation | change-on-previous-period
          country | Česko | reference_area | CZ
          REF_AREA | U2 | reference_area | EA
          REF_AREA | DE_BY | |
          REF_AREA | _Z | |
          REF_SECTOR | S13: General government | sector | S13
          INSTITUTION | General government | sector | S13
          sector | Energy | |
          BASE_PER | 2010=100 | base_period | 2010
          denominator | 1,000 people | denominator | 1000 person
          reference_area | EU27_2020 | reference_area | EU27_2020
          """)
  void codesAndWordsAreUnderstood(
      String column, String cell, @Nullable String attribute, @Nullable String value)
      throws Exception {
    String table = "id,name,%s\nA,Output,\"%s\"\n".formatted(column, cell);
    assertThat(values(table))
        .isEqualTo(attribute == null ? Map.of() : Map.of(attribute, value == null ? "" : value));
    assertThat(warnings(table)).isEmpty();
  }

  @Test
  void yearOfPricesIsTheirBasePeriod() throws Exception {
    assertThat(values("id,name,Prices\nA,Output,Chained (2017) dollars\n"))
        .isEqualTo(Map.of("price_basis", "chained", "base_period", "2017"));
    assertThat(values("id,name,Prices\nA,Output,Constant 2015 prices\n"))
        .isEqualTo(Map.of("price_basis", "constant", "base_period", "2015"));
    assertThat(values("id,name,Prices\nA,Output,Wholesale 2015\n")).isEmpty();
  }

  @Test
  void codeThatNoTableKnowsIsAWarning() throws Exception {
    assertThat(
            warnings(
                """
                DATAFLOW,FREQ,REF_AREA,SEASONAL_ADJUST,TIME_PERIOD,OBS_VALUE
                X:Y(1.0),A,QQQ,Q7,2019,1
                """))
        .containsExactly(
            new Problem(
                "REF_AREA",
                "is not understood, so it says nothing about reference_area: QQQ",
                "write a code of ISO 3166, such as DE or DEU, or of SDMX, such as U2"),
            new Problem(
                "SEASONAL_ADJUST",
                "is not understood, so it says nothing about seasonal_adjustment: Q7",
                "write a code of SDMX, such as S or N, or one of seasonally-adjusted,"
                    + " seasonally-and-calendar-adjusted, calendar-adjusted, not-adjusted,"
                    + " trend-cycle"));
  }

  @Test
  void columnCountsForMoreThanATextThatSaysOtherwise() throws Exception {
    String table = "id,name,units,ADJUSTMENT\nA,\"Retail sales, seasonally adjusted\",2015=100,N\n";
    AttributeValue value =
        attributes(table).getFirst().of(SeriesAttribute.SEASONAL_ADJUSTMENT).orElseThrow();
    assertThat(value.value()).isEqualTo("not-adjusted");
    assertThat(value.confidence()).isLessThan(0.7);
    assertThat(value.evidence())
        .startsWith("column ADJUSTMENT: N; disputed by name: seasonally adjusted");
    assertThat(
            attributes("id,name,country\nA,Unemployment rate in California,US\n")
                .getFirst()
                .value(SeriesAttribute.REFERENCE_AREA))
        .contains("US-CA");
  }

  @Test
  void mappedColumnStatesItsAttribute() throws Exception {
    InputOptions mapping =
        new InputOptions(
            null,
            MappingFile.read(
                "m.csv",
                new ByteArrayInputStream(
                    "column,field\nid,indicator_id\ntext,name\nWo,reference_area\n"
                        .getBytes(StandardCharsets.UTF_8))));
    Indicator csv = rows("id,text,Wo\nA,Output,FRA\n", mapping).getFirst().indicator();
    Indicator json =
        rows("{\"id\":\"A\",\"text\":\"Output\",\"Wo\":\"FRA\"}\n", mapping).getFirst().indicator();
    assertThat(csv.extra()).isEqualTo(Map.of("reference_area", "FRA"));
    assertThat(json.extra()).isEqualTo(csv.extra());
    assertThat(decided(csv).value(SeriesAttribute.REFERENCE_AREA)).contains("FR");
  }

  @Test
  void tenFieldsAndColumnsOfTheSourceStayAsTheyWere() throws Exception {
    Indicator with =
        rows("id,name,units,ADJUSTMENT,Desk\nA,Output,2015=100,S,x\n", InputOptions.NONE)
            .getFirst()
            .indicator();
    Indicator without =
        rows("id,name,units\nA,Output,2015=100\n", InputOptions.NONE).getFirst().indicator();
    assertThat(with.extra()).isEqualTo(Map.of("ADJUSTMENT", "S", "Desk", "x"));
    assertThat(ShippedRules.CLASSIFIER.decide(with).answer())
        .isEqualTo(ShippedRules.CLASSIFIER.decide(without).answer());
  }

  private static Map<String, String> values(String table) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      attributes(table)
          .getFirst()
          .value(attribute)
          .ifPresent(value -> values.put(attribute.column(), value));
    }
    return values;
  }

  private static String evidence(String table, SeriesAttribute attribute) throws IOException {
    return attributes(table).getFirst().of(attribute).orElseThrow().evidence();
  }

  private static List<Problem> warnings(String table) throws IOException {
    return rows(table, InputOptions.NONE).getFirst().warnings();
  }

  private static List<SeriesAttributes> attributes(String table) throws IOException {
    return rows(table, InputOptions.NONE).stream().map(row -> decided(row.indicator())).toList();
  }

  private static SeriesAttributes decided(Indicator indicator) {
    return ShippedRules.CLASSIFIER.decide(indicator).attributes();
  }

  private static List<InputRow.Good> rows(String table, InputOptions options) throws IOException {
    List<InputRow.Good> read = new ArrayList<>();
    String name = table.startsWith("{") ? "a.jsonl" : "a.csv";
    try (InputRows rows =
        TextInput.open(
            name, new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), options)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add((InputRow.Good) row.get());
      }
    }
    return read;
  }
}
