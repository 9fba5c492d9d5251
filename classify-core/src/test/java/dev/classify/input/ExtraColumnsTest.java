package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.ExtraColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtraColumnsTest {

  @Test
  void columnsThatAreNoFieldsGoWithTheRow() throws Exception {
    Indicator read =
        read("a.csv", "id,name,Desk,extra.Region, ,Empty\nA,Exports,Metals,North,x,\n");
    assertThat(read.extra()).isEqualTo(Map.of("Desk", "Metals", "Region", "North"));
    assertThat(ContentHash.of(read))
        .isEqualTo(ContentHash.of(read("a.csv", "id,name\nB,Exports\n")));
    Indicator json =
        read(
            "a.jsonl",
            "{\"id\":\"A\",\"name\":\"Exports\",\"Desk\":\"Metals\",\"extra\":{\"Region\":\"North\"},\"No\":null}");
    assertThat(json).isEqualTo(read);
  }

  @Test
  void ignoredColumnsAndPeriodsAreLeftOut() throws Exception {
    InputOptions ignoring =
        new InputOptions(
            null,
            MappingFile.read(
                "m.csv",
                new ByteArrayInputStream(
                    "column,field\nDesk,\n".getBytes(StandardCharsets.UTF_8))));
    assertThat(read("a.csv", "id,name,Desk,2019,2020,Note\nA,one,Metals,1,2,n\n", ignoring).extra())
        .isEqualTo(Map.of("Note", "n"));
  }

  @Test
  void tablesOfOfficesKeepWhatTellsTheirSeriesApart() throws Exception {
    assertThat(
            read(
                    "wb.csv",
                    """
                    Country Name,Country Code,Indicator Name,Indicator Code,2019,2020
                    Germany,DEU,GDP (current US$),NY.GDP.MKTP.CD,1,2
                    """)
                .extra())
        .isEqualTo(
            Map.of(
                "Country Name",
                "Germany",
                "Country Code",
                "DEU",
                "Indicator Code",
                "NY.GDP.MKTP.CD"));
    assertThat(
            read("e.tsv", "freq,unit,na_item,geo\\TIME_PERIOD\t2019\t2020\nA,PC,B1GQ,DE\t1\t2\n")
                .extra())
        .isEqualTo(Map.of("na_item", "B1GQ", "geo", "DE"));
    assertThat(
            read(
                    "s.csv",
                    "DATAFLOW,FREQ: Frequency,REF_AREA:"
                        + " Area,TIME_PERIOD,OBS_VALUE,OBS_STATUS,PRICES\n"
                        + "X:Y(1.0),A: Annual,DE: Germany,2019,1,A,V\n"
                        + "X:Y(1.0),A: Annual,DE: Germany,2020,1,E,V\n")
                .extra())
        .isEqualTo(Map.of("REF_AREA", "DE", "Area", "Germany", "PRICES", "V"));
  }

  @Test
  void theyTravelWithTheRowAndWithinLimits() throws Exception {
    String header =
        IntStream.range(0, 100)
            .mapToObj(i -> "c%03d".formatted(i))
            .collect(Collectors.joining(","));
    String values = "v,".repeat(99) + "v";
    InputRow.Good row =
        row("a.csv", "id,name," + header + "\nA,Exports," + values + "\n", InputOptions.NONE);
    assertThat(row.indicator().extra()).hasSize(ExtraColumns.COLUMNS_MAX).containsKey("c000");
    assertThat(row.warnings())
        .extracting(Problem::problem)
        .containsExactly(
            "36 columns that are no fields are left out, such as c064: a row keeps 64 of them with"
                + " 16,384 characters");
    assertThat(IndicatorCheck.check(IndicatorJson.draft(IndicatorJson.write(row.indicator()))))
        .isInstanceOfSatisfying(
            CheckedDraft.Accepted.class,
            again -> assertThat(again.indicator()).isEqualTo(row.indicator()));
    assertThat(read("a.csv", "id,name,big,small\nA,b," + "x".repeat(20_000) + ",y\n").extra())
        .isEqualTo(Map.of("small", "y"));
  }

  private static Indicator read(String name, String text) throws IOException {
    return read(name, text, InputOptions.NONE);
  }

  private static Indicator read(String name, String text, InputOptions options) throws IOException {
    return row(name, text, options).indicator();
  }

  private static InputRow.Good row(String name, String text, InputOptions options)
      throws IOException {
    try (InputRows rows =
        TextInput.open(
            name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), options)) {
      return (InputRow.Good) rows.next().orElseThrow();
    }
  }
}
