package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// What is asked of TimescaleDB in each state of a database. The extension itself is not part of
/// the tests.
class TimescalePlanTest {

  private static final Set<String> TABLES =
      Set.of("llm_requests", "classification_attempts", "events");
  private static final Set<String> AGGREGATES = Set.of("requests_by_minute", "requests_by_hour");

  private static List<String> statements(
      boolean community, Set<String> hypertables, Set<String> aggregates) {
    return new TimescalePlan(community, hypertables, aggregates).statements(TimescaleSettings.NONE);
  }

  @Test
  void plainTablesBecomeHypertablesWithTheirRows() {
    assertThat(statements(false, Set.of(), Set.of()))
        .hasSize(3)
        .allSatisfy(sql -> assertThat(sql).contains(" create_hypertable(", "migrate_data => true"))
        .filteredOn(sql -> sql.contains("interval '1 year'"))
        .hasSize(2);
  }

  @Test
  void logIsCutByItsPositions() {
    assertThat(statements(false, Set.of(), Set.of()).getLast())
        .contains("create_hypertable('events', 'position', chunk_time_interval => 10000000");
    assertThat(statements(false, TABLES, Set.of())).noneMatch(sql -> sql.contains("'events'"));
  }

  @Test
  void chunksOfAnOlderDatabaseBecomeLong() {
    assertThat(statements(false, TABLES, Set.of()))
        .containsExactlyInAnyOrder(
            "select set_chunk_time_interval('llm_requests', interval '1 year')",
            "select set_chunk_time_interval('classification_attempts', interval '1 year')");
  }

  @Test
  void aggregateIsFilledBeforeTheViewShowsIt() {
    List<String> statements = statements(true, TABLES, Set.of("requests_by_hour"));

    int created = indexOf(statements, "create materialized view requests_by_minute");
    int filled = indexOf(statements, "call refresh_continuous_aggregate('requests_by_minute'");
    int shown = indexOf(statements, "create or replace view requests_per_minute");
    assertThat(List.of(created, filled, shown)).isSorted().doesNotContain(-1);
    assertThat(statements)
        .noneMatch(sql -> sql.contains("create materialized view requests_by_hour"))
        .anyMatch(sql -> sql.contains("create or replace view requests_per_hour"));
  }

  @Test
  void nothingIsCompressedOrDeletedUnlessItIsAskedFor() {
    assertThat(statements(true, TABLES, AGGREGATES))
        .noneMatch(sql -> sql.contains(" add_retention") || sql.contains("add_columnstore"))
        .anyMatch(sql -> sql.contains("remove_retention_policy('llm_requests'"));

    List<String> asked =
        new TimescalePlan(true, TABLES, AGGREGATES)
            .statements(new TimescaleSettings(OptionalInt.of(30), OptionalInt.of(1_000)));
    assertThat(asked)
        .contains(
            "call add_columnstore_policy('llm_requests', after => interval '30 days')",
            "select add_retention_policy('classification_attempts', drop_after => interval '1000"
                + " days')");
  }

  @Test
  void tooShortTimesAreRefused() {
    SettingsReader reader =
        new SettingsReader(
            Map.of("CLASSIFY_DB_COLUMNSTORE_DAYS", "1", "CLASSIFY_DB_RETENTION_DAYS", "soon"));
    TimescaleSettings.from(reader);

    Assertions.assertThatThrownBy(reader::check)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContainingAll("CLASSIFY_DB_COLUMNSTORE_DAYS", "CLASSIFY_DB_RETENTION_DAYS");
  }

  private static int indexOf(List<String> statements, String beginning) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).startsWith(beginning)) {
        return i;
      }
    }
    return -1;
  }
}
