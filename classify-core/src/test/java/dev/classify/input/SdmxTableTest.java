package dev.classify.input;

import static dev.classify.input.SdmxText.good;
import static dev.classify.input.SdmxText.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.indicator.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SDMX-CSV in the layouts that offices publish, with made-up numbers.
class SdmxTableTest {

  @Test
  void firstVersionOfEurostatHasOneIndicatorForEachSeries() throws Exception {
    List<InputRow> rows =
        rows(
            """
            DATAFLOW,LAST UPDATE,freq,unit,s_adj,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
            ESTAT:NAMQ_10_GDP(1.0),27/11/26 11:00:00,Q,CLV10_MEUR,SCA,B1GQ,AT,2024-Q1,100.5,,
            ESTAT:NAMQ_10_GDP(1.0),27/11/26 11:00:00,Q,CLV10_MEUR,SCA,B1GQ,AT,2024-Q2,,:,
            ESTAT:NAMQ_10_GDP(1.0),27/11/26 11:00:00,Q,CLV10_MEUR,SCA,B1GQ,AT,2024-Q3,101.5,p,
            ESTAT:NAMQ_10_GDP(1.0),27/11/26 11:00:00,Q,CLV10_MEUR,SCA,B1GQ,BE,2024-Q1,200,,
            """,
            InputOptions.NONE);
    Indicator first = good(rows.getFirst());
    assertThat(rows).hasSize(2);
    assertThat(first.id()).isEqualTo("NAMQ_10_GDP.Q.CLV10_MEUR.SCA.B1GQ.AT");
    assertThat(first.name()).isEqualTo("na_item B1GQ, s_adj SCA, geo AT");
    assertThat(first.periodicity()).isEqualTo("Q");
    assertThat(first.units()).isEqualTo("CLV10_MEUR");
    assertThat(first.dataset()).isEqualTo("NAMQ_10_GDP");
    assertThat(first.sourceName()).isEqualTo("ESTAT");
    assertThat(first.sample()).extracting(Observation::value).containsExactly(100.5, 101.5);
    assertThat(first.unvaluedDates()).hasSize(1);
    assertThat(rows.getLast().location().line()).isEqualTo(5);
  }

  @Test
  void labelsBehindCodesGiveTheNameAndTheUnit() throws Exception {
    List<InputRow> rows =
        rows(
            """
            STRUCTURE,STRUCTURE_ID,ACTION,FREQ:Frequency,REF_AREA:Reference area,UNIT_TYPE:Unit type,TIME_PERIOD:Time period or range,OBS_VALUE:Observation Value,UNIT_MEASURE:Unit of measure,UNIT_MULT:Unit Multiplier,OBS_STATUS:Observation Status,CURRENCY:Currency
            dataflow,BIS:WS_TC(2.0): BIS long series on total credit,I,Q: Quarterly,AT: Austria,770: Percentage of GDP,2024-Q1,135.2,368: Per cent per year,0: Units,A: Normal value,_Z: Not applicable
            dataflow,BIS:WS_TC(2.0): BIS long series on total credit,I,Q: Quarterly,AT: Austria,XDC: Domestic currency,2024-Q1,620.7,XDC: Domestic currency,9: Billions,A: Normal value,EUR: Euro
            """,
            InputOptions.NONE);
    Indicator share = good(rows.getFirst());
    assertThat(share.id()).isEqualTo("WS_TC.Q.AT.770");
    assertThat(share.name()).isEqualTo("Percentage of GDP");
    assertThat(share.longName()).isEqualTo("Percentage of GDP, Austria");
    assertThat(share.dataset()).isEqualTo("BIS long series on total credit");
    assertThat(share.sourceName()).isEqualTo("BIS");
    assertThat(share.periodicity()).isEqualTo("Quarterly");
    assertThat(share.currencyCode()).isNull();
    Indicator amount = good(rows.getLast());
    assertThat(amount.units()).isEqualTo("Domestic currency");
    assertThat(amount.scale()).isEqualTo("9");
    assertThat(amount.currencyCode()).isEqualTo("EUR");
  }

  @Test
  void namesInColumnsOfTheirOwnAreLabels() throws Exception {
    Indicator read =
        good(
            rows(
                    """
                    STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,ADJUSTMENT,Adjustment,MEASURE,Measure,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier
                    DATAFLOW,OECD.SDD.NAD:DSD_NAMAIN1@DF_QNA(1.1),Quarterly national accounts,I,AUT,Austria,Q,Quarterly,Y,Calendar and seasonally adjusted,B1GQ,Gross domestic product,XDC,National currency,2024-Q2,,120.25,,A,Normal value,6,Millions
                    DATAFLOW,OECD.SDD.NAD:DSD_NAMAIN1@DF_QNA(1.1),Quarterly national accounts,I,AUT,Austria,Q,Quarterly,Y,Calendar and seasonally adjusted,B1GQ,Gross domestic product,XDC,National currency,2024-Q1,,119.5,,A,Normal value,6,Millions
                    """,
                    InputOptions.NONE)
                .getFirst());
    assertThat(read.id()).isEqualTo("DSD_NAMAIN1@DF_QNA.AUT.Q.Y.B1GQ.XDC");
    assertThat(read.name()).isEqualTo("Gross domestic product, Calendar and seasonally adjusted");
    assertThat(read.longName())
        .isEqualTo("Gross domestic product, Calendar and seasonally adjusted, Austria");
    assertThat(read.units()).isEqualTo("National currency");
    assertThat(read.scale()).isEqualTo("6");
    assertThat(read.dataset()).isEqualTo("Quarterly national accounts");
    assertThat(read.sample()).extracting(Observation::value).containsExactly(119.5, 120.25);
  }

  @Test
  void ownKeyAndTitleOfTheEcbAreUsed() throws Exception {
    Indicator read =
        good(
            rows(
                    """
                    KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COLLECTION,SOURCE_AGENCY,TITLE,TITLE_COMPL,UNIT,UNIT_MULT
                    EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-27,1.0812,A,A,4F0,US dollar/Euro,"ECB reference exchange rate, US dollar/Euro, 2:15 pm (C.E.T.)",USD,0
                    """,
                    InputOptions.NONE)
                .getFirst());
    assertThat(read.id()).isEqualTo("EXR.D.USD.EUR.SP00.A");
    assertThat(read.name()).isEqualTo("US dollar/Euro");
    assertThat(read.longName())
        .isEqualTo("ECB reference exchange rate, US dollar/Euro, 2:15 pm (C.E.T.)");
    assertThat(read.units()).isEqualTo("USD");
    assertThat(read.currencyCode()).isEqualTo("USD");
  }

  @Test
  void observationsInTheOrderOfTimeAreCollected() throws Exception {
    StringBuilder text = new StringBuilder("DATAFLOW,FREQ,ITEM,TIME_PERIOD,OBS_VALUE\n");
    for (int year = 1900; year < 2020; year++) {
      for (String item : List.of("a", "b", "c")) {
        text.append("X:Y(1.0),A,%s,%d,%d\n".formatted(item, year, year));
      }
    }
    List<InputRow> rows = rows(text.toString(), InputOptions.NONE);
    assertThat(rows).hasSize(3);
    assertThat(good(rows.get(1)).sample())
        .hasSize(PeriodColumns.VALUES_MAX)
        .last()
        .extracting(Observation::value)
        .isEqualTo(2019.0);
  }

  @Test
  void seriesThatGoesOnFarBelowIsReportedWithBothLines() throws Exception {
    StringBuilder text = new StringBuilder("DATAFLOW,FREQ,ITEM,TIME_PERIOD,OBS_VALUE\n");
    for (int item = 0; item <= SdmxRows.OPEN_MAX; item++) {
      text.append("X:Y(1.0),A,%d,2019,1\n".formatted(item));
    }
    text.append("X:Y(1.0),A,0,2020,1\n");
    List<InputRow> rows = rows(text.toString(), InputOptions.NONE);
    assertThat(rows).hasSize(SdmxRows.OPEN_MAX + 2);
    assertThat(rows.getLast())
        .isInstanceOfSatisfying(
            InputRow.Bad.class,
            bad -> {
              assertThat(bad.location().line()).isEqualTo(SdmxRows.OPEN_MAX + 3);
              assertThat(bad.problems().getFirst())
                  .isEqualTo(
                      new Problem(
                          "indicator_id",
                          "repeats the id of line 2, which is used",
                          "sort the table by its dimensions, so that the rows of a series stand"
                              + " together"));
            });
  }

  @Test
  void faultyRowsCostThemselves() throws Exception {
    List<InputRow> rows =
        rows(
            """
            STRUCTURE;STRUCTURE_ID;ACTION;FREQ;ITEM;TIME_PERIOD;OBS_VALUE;UNIT_MULT
            dataflow;X:Y(1.0);D;A;a;2018;;
            dataflow;X:Y(1.0);I;A;a;;5;
            dataflow;X:Y(1.0);I;A;a
            dataflow;X:Y(1.0);I;A;a;2019;1;0
            dataflow;X:Y(1.0);I;A;a;2019;2;6
            dataflow;X:Y(1.0);I;A;a;2020;2
            """,
            InputOptions.NONE);
    assertThat(rows.stream().filter(InputRow.Bad.class::isInstance))
        .extracting(row -> row.location().line())
        .containsExactly(2L, 3L, 4L);
    InputRow.Good used = (InputRow.Good) rows.getLast();
    assertThat(used.indicator().scale()).isNull();
    assertThat(used.indicator().sample()).extracting(Observation::value).containsExactly(2.0, 2.0);
    assertThat(used.warnings())
        .extracting(Problem::problem)
        .containsExactly(
            "line 6 has another value for 2019, which is used",
            "line 7 has 7 fields, the header has 8; the missing ones are read as empty",
            "differs between the rows of the series, so it counts for nothing");
  }

  @Test
  void columnThatTheUserAssignsIsPreferred() throws Exception {
    AssignedColumns assigned = InputOptions.of(null, List.of("NOTE=name")).assigned();
    List<InputRow> rows =
        rows(
            """
            DATAFLOW,FREQ,ITEM,TIME_PERIOD,OBS_VALUE,NOTE,DECIMALS
            X:Y(1.0),A,a,2019,1,Consumer prices,1
            """,
            new InputOptions(null, assigned));
    assertThat(good(rows.getFirst()).name()).isEqualTo("Consumer prices");
    assertThat(good(rows.getFirst()).longName()).isEqualTo("ITEM a");
  }
}
