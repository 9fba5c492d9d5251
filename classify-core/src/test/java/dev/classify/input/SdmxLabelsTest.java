package dev.classify.input;

import static dev.classify.input.SdmxText.good;
import static dev.classify.input.SdmxText.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Codes and labels of SDMX-CSV, in the forms of its field guide, with made-up numbers.
class SdmxLabelsTest {

  @Test
  void codeOfTheUnitIsKeptBesideItsLabel() throws Exception {
    Indicator behind =
        good(
            rows("""
            DATAFLOW,FREQ: Frequency,UNIT_MEASURE: Unit of measure,TIME_PERIOD: Time,OBS_VALUE
            X:Y(1.0): Trade,A: Annual,FJD: Dollars des Fidji,2019: 2019,1
            """)
                .getFirst());
    assertThat(behind.units()).isEqualTo("Dollars des Fidji");
    assertThat(behind.currencyCode()).isEqualTo("FJD");
    assertThat(behind.extra()).isEqualTo(Map.of("UNIT_MEASURE", "FJD"));
    assertThat(behind.sample()).hasSize(1);
    Indicator own =
        good(
            rows("""
            STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time,OBS_VALUE,Value
            dataflow,X:Y(1.0),Debt,I,A,Annual,PT_B1GQ,Percentage of GDP,2019,,1,
            """)
                .getFirst());
    assertThat(own.units()).isEqualTo("Percentage of GDP");
    assertThat(own.currencyCode()).isNull();
    assertThat(own.extra()).isEqualTo(Map.of("UNIT_MEASURE", "PT_B1GQ"));
  }

  @Test
  void colonInATextSeparatesNoLabel() throws Exception {
    Indicator read =
        good(
            rows("""
            STRUCTURE,STRUCTURE_ID,ACTION,FREQ: Frequency,ITEM: Item,TIME_PERIOD: Time,OBS_VALUE: Value,TITLE: Title,SOURCE_REF: Source
            dataflow,X:Y(1.0): Trade,I,A: Annual,a: Trade: goods,2019,1,GDP: chained volumes,see https://example.org/a
            """)
                .getFirst());
    assertThat(read.name()).isEqualTo("GDP: chained volumes");
    assertThat(read.longName()).isEqualTo("Trade: goods");
    assertThat(read.extra()).containsEntry("SOURCE_REF", "see https://example.org/a");
  }

  @Test
  void keysOfSeriesAndObservationsAreNoDimensions() throws Exception {
    List<InputRow> rows =
        rows(
            """
            STRUCTURE[|];STRUCTURE_ID;ACTION;SERIES_KEY;OBS_KEY;FREQ: Fréquence;ITEM: Objet;TIME_PERIOD: Temps;OBS_VALUE: Valeur;UNIT_MULT: Unité
            dataflow;X:Y(1.0): Trade;I;A.a;A.a.2014;A: Annual;a: Exports;2014: 2014;12.4;6: Millions
            dataflow;X:Y(1.0): Trade;I;A.a;A.a.2015;A: Annual;a: Exports;2015: 2015;10.8;6: Millions
            """);
    assertThat(rows).hasSize(1);
    assertThat(good(rows.getFirst()).id()).isEqualTo("Y.A.a");
    assertThat(good(rows.getFirst()).scale()).isEqualTo("6");
    assertThat(good(rows.getFirst()).sample())
        .extracting(Observation::value)
        .containsExactly(12.4, 10.8);
  }

  @Test
  void columnsMayStandInAnyOrder() throws Exception {
    List<InputRow> rows =
        rows(
            """
            STRUCTURE,STRUCTURE_ID,ACTION,OBS_VALUE,OBS_STATUS,UNIT_MULT,ITEM,FREQ,TIME_PERIOD
            dataflow,X:Y(1.0),I,1,A,6,a,A,2014
            dataflow,X:Y(1.0),I,2,P,6,a,A,2015
            dataflow,X:Y(1.0),I,3,A,6,b,A,2015
            """);
    assertThat(rows).hasSize(2);
    assertThat(good(rows.getFirst()).id()).isEqualTo("Y.a.A");
    assertThat(good(rows.getFirst()).scale()).isEqualTo("6");
    assertThat(good(rows.getFirst()).sample()).hasSize(2);
  }

  @Test
  void englishTextOfSeveralLanguagesIsRead() throws Exception {
    List<InputRow> rows =
        rows(
            """
            STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,ITEM,TIME_PERIOD,OBS_VALUE,TITLE[fr;en],NOTE[fr]
            dataflow,X:Y(1.0),I,A,a,2014,1,fr:Prix;en:Prices,fr:Provisoire
            """);
    assertThat(good(rows.getFirst()).name()).isEqualTo("Prices");
    assertThat(good(rows.getFirst()).extra()).containsEntry("NOTE", "Provisoire");
  }
}
