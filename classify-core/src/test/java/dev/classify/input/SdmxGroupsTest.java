package dev.classify.input;

import static dev.classify.input.SdmxText.good;
import static dev.classify.input.SdmxText.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.indicator.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows of SDMX-CSV 2.0 that give attributes to a part of the key.
class SdmxGroupsTest {

  private static final String HEADER =
      "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,ITEM,TIME_PERIOD,OBS_VALUE,UNIT_MULT,TITLE,NOTE\n";

  @Test
  void attributesOfGroupAndDataSetReachTheirSeries() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + """
                dataflow,X:Y(1.0),I,A,AT,CPI,2019,1,,,
                dataflow,X:Y(1.0),I,A,BE,CPI,2019,2,,,
                dataflow,X:Y(1.0),I,A,BE,PPI,2019,3,,,
                dataflow,X:Y(1.0),I,,,,,,6,,
                dataflow,X:Y(1.0),I,,,CPI,,,,Consumer prices,
                dataflow,X:Y(1.0),M,~,BE,*,~,,,,Belgian
                """);
    assertThat(rows).hasSize(3);
    Indicator austria = good(rows.getFirst());
    assertThat(austria.scale()).isEqualTo("6");
    assertThat(austria.name()).isEqualTo("Consumer prices");
    assertThat(austria.extra()).doesNotContainKey("NOTE");
    assertThat(austria.sample()).extracting(Observation::value).containsExactly(1.0);
    Indicator belgium = good(rows.get(1));
    assertThat(belgium.name()).isEqualTo("Consumer prices");
    assertThat(belgium.extra()).containsEntry("NOTE", "Belgian");
    Indicator producers = good(rows.getLast());
    assertThat(producers.scale()).isEqualTo("6");
    assertThat(producers.name()).isEqualTo("ITEM PPI, REF_AREA BE");
    assertThat(producers.extra()).containsEntry("NOTE", "Belgian");
  }

  @Test
  void attributesOfOneSeriesStandInARowWithoutTime() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + """
                dataflow,X:Y(1.0),I,A,AT,CPI,~,,3,Consumer prices,
                dataflow,X:Y(1.0),I,A,AT,CPI,2019,1,,,
                """);
    assertThat(rows).hasSize(1);
    assertThat(good(rows.getFirst()).scale()).isEqualTo("3");
    assertThat(good(rows.getFirst()).sample()).hasSize(1);
    assertThat(good(rows.getFirst()).unvaluedDates()).isEmpty();
  }

  @Test
  void missingObservationOfASeriesWithAnEmptyDimensionIsNoGroup() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + """
                dataflow,X:Y(1.0),I,A,,CPI,2018,,3,Consumer prices,
                dataflow,X:Y(1.0),I,A,,CPI,2019,1,3,Consumer prices,
                dataflow,X:Y(1.0),I,A,,PPI,2019,,3,Producer prices,
                """);
    assertThat(rows).hasSize(2);
    assertThat(good(rows.getFirst()).unvaluedDates()).hasSize(1);
    assertThat(good(rows.getLast()).name()).isEqualTo("Producer prices");
  }

  @Test
  void attributeThatTheSeriesContradictsCountsForNothing() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + """
                dataflow,X:Y(1.0),I,,AT,,,,6,,
                dataflow,X:Y(1.0),I,A,AT,CPI,2019,1,3,,
                """);
    assertThat(good(rows.getFirst()).scale()).isNull();
    assertThat(((InputRow.Good) rows.getFirst()).warnings())
        .contains(
            new Problem(
                "scale",
                "differs between the rows of the series, so it counts for nothing",
                "give each series one UNIT_MULT"));
  }

  @Test
  void groupWithoutSeriesIsReported() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + """
                dataflow,X:Y(1.0),I,A,AT,CPI,2019,1,3,,
                dataflow,X:Y(1.0),I,,FR,,,,6,,
                """);
    assertThat(rows).hasSize(2);
    assertThat(problem(rows.getLast()))
        .isEqualTo(
            new Problem(
                "row",
                "gives attributes to a group of series that the table does not have",
                "give it the dimensions of the group, or remove it"));
    assertThat(rows.getLast().location().line()).isEqualTo(3);
  }

  @Test
  void groupBelowSeriesThatWereReadIsReported() throws Exception {
    StringBuilder text = new StringBuilder(HEADER);
    for (int item = 0; item <= SdmxRows.OPEN_MAX; item++) {
      text.append("dataflow,X:Y(1.0),I,A,AT,%d,2019,1,,,\n".formatted(item));
    }
    text.append("dataflow,X:Y(1.0),I,,AT,,,,6,,\n");
    List<InputRow> rows = rows(text.toString());
    assertThat(rows.stream().filter(InputRow.Bad.class::isInstance).map(SdmxGroupsTest::problem))
        .containsExactly(
            new Problem(
                "row",
                "gives attributes to a group of series, of which the ones above were read without"
                    + " them",
                "put the rows of groups in front of those of observations"));
    assertThat(good(rows.getLast()).scale()).isEqualTo("6");
  }

  @Test
  void dimensionThatDoesNotApplyIsNoPartOfTheId() throws Exception {
    List<InputRow> rows =
        rows(
            HEADER
                + "dataflow,X:Y(1.0),M,A,~,CPI,2019,1,,,\ndataflow,X:Y(1.0),M,A,~,CPI,2020,2,,,\n");
    assertThat(rows).hasSize(1);
    assertThat(good(rows.getFirst()).id()).isEqualTo("Y.A..CPI");
    assertThat(good(rows.getFirst()).sample()).hasSize(2);
  }

  private static Problem problem(InputRow row) {
    return ((InputRow.Bad) row).problems().getFirst();
  }
}
