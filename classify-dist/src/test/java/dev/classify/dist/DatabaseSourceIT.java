package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.input.SourceImport;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.store.source.SourceIndicators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/// What is imported into a database, and what is read from it.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class DatabaseSourceIT {

  @TempDir private Path folder;

  private final EmbeddedStack stack;
  private final HikariDataSource database;
  private final SourceIndicators table;

  DatabaseSourceIT(EmbeddedStack stack) throws Exception {
    this.stack = stack;
    this.database = stack.openDatabase();
    this.table = new SourceIndicators(database);
  }

  @BeforeEach
  void clear() throws Exception {
    stack.clear();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"indicators-real.csv", "indicators-hard.csv"})
  void whatIsImportedIsReadBackTheSameInTheOrderOfItsIds(String name) throws Exception {
    assertReadBack(ExternalData.file(name));
  }

  @Test
  void samplesAreReadBackTheSameInTheOrderOfTheirIds() throws Exception {
    assertReadBack(Samples.FILE);
  }

  @Test
  void anyTableAndQueryIsReadWithAliasesAndMaps() throws Exception {
    stack.execute(
        "create table \"My Series\" (code int, label text, unit text, note bytea)",
        "insert into \"My Series\" values (2, 'two', '%', ''), (1, 'one', 'N/A', ''), (3, null,"
            + " 'x', '')");
    try {
      InputOptions options = InputOptions.of(null, List.of("label=name"));
      for (String source :
          List.of(
              "SELECT * FROM \"My Series\" WHERE code < 9; ",
              "SELECT * FROM \"My Series\" -- all of it",
              "TABLE \"My Series\"",
              "public.MySeries")) {
        if (source.equals("public.MySeries")) {
          stack.execute("alter table \"My Series\" rename to \"MySeries\"");
        }
        List<InputRow> rows = read(InputSource.database(table, source, options));
        assertThat(good(rows)).extracting(Indicator::id).containsExactly("1", "2");
        assertThat(rows.getLast())
            .isInstanceOfSatisfying(
                InputRow.Bad.class,
                bad -> {
                  assertThat(bad.id()).isEqualTo("3");
                  assertThat(bad.problems().getFirst().field()).isEqualTo("name");
                });
      }
    } finally {
      stack.execute("drop table if exists \"My Series\", \"MySeries\"");
    }
  }

  @Test
  void whatCannotBeReadIsAnErrorWithItsFix() {
    assertThatThrownBy(() -> readDatabase("nowhere"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("classify import FILE");
    assertThatThrownBy(() -> readDatabase("SELECT 1 AS x")).hasMessageContaining("no column");
    assertThatThrownBy(() -> readDatabase("SELECT nonsense FROM x, ("))
        .isInstanceOf(CommandFailure.class);
  }

  @Test
  void databaseThatIsAwayIsAnErrorWithItsFix() {
    PGSimpleDataSource away = new PGSimpleDataSource();
    away.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    InputSource source =
        InputSource.database(new SourceIndicators(away), SourceIndicators.TABLE, InputOptions.NONE);
    assertThatThrownBy(() -> read(source))
        .hasMessageContaining("check that the database is running");
  }

  private void assertReadBack(Path file) throws Exception {
    List<InputRow> given;
    try (InputSource source = InputSource.file(file, InputOptions.NONE)) {
      given = read(source);
    }
    SourceImport.Counts counts = importFile(file);
    List<InputRow> stored = readDatabase(SourceIndicators.TABLE);
    assertThat(counts.imported()).isEqualTo(good(given).size());
    assertThat(counts.refused()).isEqualTo(given.size() - good(given).size());
    assertThat(good(stored))
        .hasSameSizeAs(stored)
        .isEqualTo(good(given).stream().sorted(Comparator.comparing(Indicator::id)).toList());
  }

  private SourceImport.Counts importFile(Path file) throws Exception {
    try (InputSource source = InputSource.file(file, InputOptions.NONE);
        RejectFile rejects = new RejectFile(folder.resolve("rejects.csv"))) {
      return new SourceImport(table).run(source, rejects);
    }
  }

  private List<InputRow> readDatabase(String tableOrQuery) {
    try (InputSource source = InputSource.database(table, tableOrQuery, InputOptions.NONE)) {
      return read(source);
    }
  }

  private static List<InputRow> read(InputSource source) {
    List<InputRow> all = new ArrayList<>();
    try (InputRows rows = source.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  private static List<Indicator> good(List<InputRow> rows) {
    return rows.stream()
        .filter(InputRow.Good.class::isInstance)
        .map(row -> ((InputRow.Good) row).indicator())
        .toList();
  }
}
