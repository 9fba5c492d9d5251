package dev.classify.store.source;

import static dev.classify.store.TestRows.indicator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Observation;
import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SourceIndicatorsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Indicator COMPLETE =
      new Indicator(
          "A",
          "Exports",
          "EUR mn",
          "Exports of goods",
          "All goods: \"as declared\"",
          "monthly",
          "sum",
          "millions",
          "Trade",
          "External",
          "dataset",
          "EUR",
          "source",
          "https://example.org/a?b=:c",
          List.of(new Observation(LocalDate.of(2024, 1, 31), 1.5)));

  private SourceIndicators source;

  @BeforeEach
  void create() {
    source = new SourceIndicators(DATABASE.dataSource());
  }

  @Test
  void everyFieldIsStored() throws SQLException {
    source.upsert(List.of(COMPLETE, indicator("B", "Imports")));
    assertThat(DATABASE.text("select count(*) from source_indicators")).isEqualTo("2");
    for (IndicatorField field : IndicatorField.values()) {
      String stored =
          DATABASE.text(
              "select %s::text from source_indicators where indicator_id = 'A'"
                  .formatted(field.column()));
      String expected =
          field == IndicatorField.SAMPLE_VALUES
              ? "[{\"date\": \"2024-01-31\", \"value\": 1.5}]"
              : COMPLETE.text(field);
      assertThat(stored).as(field.column()).isEqualTo(expected);
    }
    assertThat(DATABASE.text("select units from source_indicators where indicator_id = 'B'"))
        .isNull();
    assertThat(
            DATABASE.text("select sample_values from source_indicators where indicator_id = 'B'"))
        .isNull();
  }

  @Test
  void extraColumnsAreStoredAndReadAgain() throws SQLException {
    source.upsert(List.of(indicator("A", "Exports", Map.of("Region", "North"))));
    assertThat(source.columns(SourceIndicators.TABLE)).endsWith("extra");
    assertThat(DATABASE.text("select extra from source_indicators"))
        .isEqualTo("{\"Region\": \"North\"}");
    source.upsert(List.of(indicator("A", "Exports")));
    assertThat(DATABASE.text("select extra from source_indicators")).isNull();
  }

  @Test
  void secondImportReplacesTheRowsOfTheSameIds() throws SQLException {
    source.upsert(List.of(COMPLETE, indicator("B", "Imports")));
    source.upsert(List.of(indicator("A", "Exports of services")));
    assertThat(
            DATABASE.texts(
                "select concat_ws(' ', indicator_id, name, units) from source_indicators"
                    + " order by 1"))
        .containsExactly("A Exports of services", "B Imports");
  }

  @Test
  void tableOfTheImportIsReadWithoutTheTimeOfTheImport() throws SQLException {
    assertThat(source.columns(SourceIndicators.TABLE))
        .containsExactlyElementsOf(
            Stream.concat(
                    Arrays.stream(IndicatorField.values()).map(IndicatorField::column),
                    Stream.of("extra"))
                .toList());
  }

  @Test
  void anyTableOrQueryIsReadInOrder() throws SQLException {
    DATABASE.execute(
        "drop table if exists \"My Series\"",
        "create table \"My Series\" (code int, label text)",
        "insert into \"My Series\" values (2, 'two'), (1, 'a ? and :b')");
    for (String query :
        List.of(
            "SELECT * FROM \"My Series\"; ",
            "SELECT * FROM \"My Series\" -- all of it",
            "TABLE \"My Series\"",
            "SELECT code, label FROM \"My Series\" WHERE '{\"a\": 1}'::jsonb ? 'a'",
            "SELECT * FROM sourceindicatorstest.\"My Series\"")) {
      assertThat(source.columns(query)).containsExactly("code", "label");
      assertThat(read(query, "code"))
          .containsExactly(List.of("1", "a ? and :b"), List.of("2", "two"));
    }

    DATABASE.execute("alter table \"My Series\" rename to series");
    assertThat(read("sourceindicatorstest.series", "code")).hasSize(2);
    DATABASE.execute("drop table series");
  }

  @Test
  void rowOfOneIndicatorIsFoundWhateverItsIdHolds() throws SQLException {
    source.upsert(List.of(indicator("it's", "Exports"), indicator("B", "Imports")));
    assertThat(read(SourceIndicators.queryFor("it's"), "indicator_id")).hasSize(1);
    assertThat(read(SourceIndicators.queryFor("unknown"), "indicator_id")).isEmpty();
  }

  @Test
  void queryCannotWrite() throws SQLException {
    source.upsert(List.of(indicator("A", "Exports")));
    DATABASE.execute(
        "create or replace function wipe() returns text language sql as"
            + " 'delete from source_indicators returning name'");
    assertThatThrownBy(() -> read("SELECT 'A' AS id, wipe() AS name", "id"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("read-only");
    assertThat(DATABASE.number("select count(*) from source_indicators")).isOne();
    source.upsert(List.of(indicator("B", "the connection can write again")));
  }

  @Test
  void queryWhoseColumnsAreAskedForIsOneThatCannotWrite() throws SQLException {
    for (String end : List.of("", "commit; ")) {
      String query =
          "SELECT 'A' AS id, 'b' AS name) AS source; "
              + end
              + "delete from source_indicators; SELECT * FROM (SELECT 'A' AS id, 'b' AS name";
      source.upsert(List.of(indicator("A", "Exports")));
      assertThatThrownBy(() -> source.columns(query))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("one statement");
      assertThatThrownBy(() -> read(query, "id")).isInstanceOf(SQLException.class);
    }
    assertThat(DATABASE.number("select count(*) from source_indicators")).isOne();
  }

  @Test
  void moreRowsThanOneFetchAreRead() throws SQLException {
    DATABASE.execute(
        "insert into source_indicators (indicator_id, name)"
            + " select 'S' || n, 'Series ' || n from generate_series(1, 120) n");
    assertThat(read(SourceIndicators.TABLE, "indicator_id")).hasSize(120);
  }

  @Test
  void queryThatFailsGivesItsConnectionBack() {
    for (int times = 0; times < 20; times++) {
      assertThatThrownBy(() -> read("SELECT nonsense FROM nowhere", "id"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("nowhere");
    }
  }

  private List<List<@Nullable String>> read(String tableOrQuery, String order) throws SQLException {
    List<List<@Nullable String>> all = new ArrayList<>();
    try (SourceRows rows = source.read(tableOrQuery, order)) {
      for (List<@Nullable String> row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }
}
