package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tables as offices publish them, with made-up numbers.
class OfficeTableTest {

  @Test
  void bulkFileOfTheWorldBankHasOneSeriesForEachCountry() throws Exception {
    List<Indicator> read =
        read(
            "API_X_DS2_en_csv.csv",
            """
            "Data Source","World Development Indicators",

            "Last Updated Date","2024-01-01",

            "Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021",
            "Germany","DEU","GDP (current US$)","NY.GDP.MKTP.CD","1.5","","3",
            "France","FRA","GDP (current US$)","NY.GDP.MKTP.CD","","","",
            """,
            StandardCharsets.UTF_8);
    assertThat(read)
        .extracting(Indicator::id)
        .containsExactly("NY.GDP.MKTP.CD.DEU", "NY.GDP.MKTP.CD.FRA");
    assertThat(read.getFirst().name()).isEqualTo("GDP (current US$)");
    assertThat(read.getFirst().longName()).isEqualTo("GDP (current US$), Germany");
    assertThat(read.getFirst().sample()).extracting(Observation::value).containsExactly(1.5, 3.0);
    assertThat(read.getLast().sample()).isEmpty();
  }

  @Test
  void tsvOfEurostatGivesUnitFrequencyAndValues() throws Exception {
    List<Indicator> read =
        read(
            "nama.tsv",
            """
            freq,unit,na_item,geo\\TIME_PERIOD\t2019-Q1 \t2019-Q2 \t2019-Q3\s
            Q,CLV10_MEUR,B1GQ,DE\t10.5 \t: \t12.5 p
            """,
            StandardCharsets.UTF_8);
    assertThat(read).hasSize(1);
    Indicator series = read.getFirst();
    assertThat(series.id()).isEqualTo("Q.CLV10_MEUR.B1GQ.DE");
    assertThat(series.name()).isEqualTo("na_item B1GQ, geo DE");
    assertThat(series.units()).isEqualTo("CLV10_MEUR");
    assertThat(series.periodicity()).isEqualTo("Q");
    assertThat(series.sample()).extracting(Observation::value).contains(10.5);
    assertThat(
            read(
                "old.tsv", "unit,geo\\time\t2020 \t2019 \nPC,DE\t2 \t1 \n", StandardCharsets.UTF_8))
        .extracting(Indicator::sample)
        .allSatisfy(
            sample -> assertThat(sample).extracting(Observation::value).containsExactly(1.0, 2.0));
  }

  @Test
  void rowsOfMarksInBulkFilesOfTheImfAreNoSeries() throws Exception {
    List<Indicator> read =
        read(
            "IFS.csv",
            """
            "Country Name","Country Code","Indicator Name","Indicator Code","Attribute","2019","2020",
            "Peru","293","Gross Domestic Product, Nominal, Domestic Currency","NGDP_XDC","Value","770","718",
            "Peru","293","Gross Domestic Product, Nominal, Domestic Currency","NGDP_XDC","Status","","E",
            "Peru","293","Exports of Goods, FOB, US Dollars","TXG_FOB_USD","Value","48","43",
            """,
            StandardCharsets.UTF_8);
    assertThat(read).extracting(Indicator::id).containsExactly("NGDP_XDC.293", "TXG_FOB_USD.293");
    assertThat(read.getFirst().sample())
        .extracting(Observation::value)
        .containsExactly(770.0, 718.0);
  }

  @Test
  void outlookOfTheImfIsReadAsItComes() throws Exception {
    List<Indicator> read =
        read(
            "WEO.xls",
            """
            WEO Country Code	ISO	WEO Subject Code	Country	Subject Descriptor	Subject Notes	Units	Scale	2020	2021
            512	AFG	NGDP	Afghanistan	Gross domestic product	Expressed in billions.	National currency	Billions	"1,547.3"	n/a
            """,
            StandardCharsets.UTF_16LE);
    assertThat(read).extracting(Indicator::id).containsExactly("NGDP.AFG");
    assertThat(read.getFirst().description()).isEqualTo("Expressed in billions.");
    assertThat(read.getFirst().scale()).isEqualTo("Billions");
    assertThat(read.getFirst().sample()).extracting(Observation::value).contains(1547.3);
  }

  @Test
  void linesBelowATableAreNoRows() throws Exception {
    assertThat(
            read(
                "databank.csv",
                """
                Series Name,Series Code,Country Name,Country Code,2019 [YR2019],2020 [YR2020]
                Prices,X,Germany,DEU,1.5,..
                ,,,,,
                Data from database: World Development Indicators,,,,,
                Last Updated: 11/27/2026,,,,,
                """,
                StandardCharsets.UTF_8))
        .extracting(Indicator::id)
        .containsExactly("X.DEU");
    assertThat(
            read(
                "WEO.xls",
                """
                ISO\tWEO Subject Code\tCountry\tSubject Descriptor\t2020\t2021
                AFG\tNGDP\tAfghanistan\tGross domestic product\t1\t2

                International Monetary Fund, World Economic Outlook Database, October 2026
                """,
                StandardCharsets.UTF_16LE))
        .hasSize(1);
  }

  @Test
  void latestPeriodsOfTheMostFrequentFormAreTheSample() throws Exception {
    StringBuilder header = new StringBuilder("id,name,2019,2020");
    StringBuilder row = new StringBuilder("A,one,7,8");
    for (int month = 0; month < 240; month++) {
      header.append(",%dM%02d".formatted(2000 + month / 12, month % 12 + 1));
      row.append(",").append(month);
    }
    List<Indicator> read = read("a.csv", header + "\n" + row + "\n", StandardCharsets.UTF_8);
    assertThat(read.getFirst().sample()).hasSize(PeriodColumns.VALUES_MAX);
    assertThat(read.getFirst().sample().getLast().value()).isEqualTo(239);
  }

  @Test
  void columnWithOneYearOrBesideSampleValuesIsNoPeriod() throws Exception {
    assertThat(read("a.csv", "id,name,2019\nA,one,7\n", StandardCharsets.UTF_8).getFirst().sample())
        .isEmpty();
    assertThat(
            read("a.csv", "id,name,values,2019,2020\nA,one,,7,8\n", StandardCharsets.UTF_8)
                .getFirst()
                .sample())
        .isEmpty();
  }

  private static List<Indicator> read(String name, String text, Charset encoding)
      throws IOException {
    List<Indicator> read = new ArrayList<>();
    try (InputRows rows =
        TextInput.open(
            name, new ByteArrayInputStream(text.getBytes(encoding)), InputOptions.NONE)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        assertThat(row.get()).isInstanceOf(InputRow.Good.class);
        read.add(((InputRow.Good) row.get()).indicator());
      }
      assertThat(rows.extraColumns()).doesNotContain("2021", "2000M01");
    }
    return read;
  }
}
