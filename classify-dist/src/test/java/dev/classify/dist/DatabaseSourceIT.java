package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.indicator.Indicator;
import dev.classify.store.SourceIndicators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// Runs against the PostgreSQL that `CLASSIFY_TEST_DATABASE` names by a JDBC URL.
class DatabaseSourceTest {

  private static final String SCHEMA = "classify_source_test";

  @TempDir Path folder;

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final SourceIndicators table = new SourceIndicators(database);

  @BeforeEach
  void createTable() throws SQLException {
    String url = System.getenv("CLASSIFY_TEST_DATABASE");
    Assumptions.assumeTrue(
        url != null, "set CLASSIFY_TEST_DATABASE to the JDBC URL of a PostgreSQL to run this test");
    database.setUrl(String.valueOf(url));
    execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE", "CREATE SCHEMA " + SCHEMA);
    database.setCurrentSchema(SCHEMA);
    execute(
        """
        CREATE TABLE source_indicators (
          indicator_id text PRIMARY KEY, name text NOT NULL, units text, long_name text,
          description text, periodicity text, aggregation_method text, scale text, topic text,
          category_group text, dataset text, currency_code text, source_name text,
          source_url text, sample_values jsonb, imported_at timestamptz NOT NULL)
        """);
  }

  @AfterEach
  void dropTable() throws SQLException {
    if (database.getCurrentSchema() != null) {
      execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
  }

  @Test
  void whatIsImportedIsReadBackTheSameInTheOrderOfItsIds() throws Exception {
    for (String name : List.of("indicators-real.csv", "indicators-hard.csv")) {
      execute("TRUNCATE source_indicators");
      Path file = GivenData.file(name);
      ReadInput given = ReadInput.of(file);
      SourceImport.Counts counts = importFile(file);
      ReadInput read = readDatabase(SourceIndicators.TABLE);
      assertThat(counts.imported()).isEqualTo(given.good().size());
      assertThat(counts.refused()).isEqualTo(given.bad().size());
      assertThat(read.bad()).isEmpty();
      assertThat(read.ignoredColumns()).isEmpty();
      assertThat(sorted(read)).isEqualTo(sorted(given));
    }
  }

  @Test
  void secondImportReplacesRowsOfTheSameId() throws Exception {
    importFile(write("id,name,units\nA,one,%\nB,two,%\n"));
    importFile(write("id,name\nA,new\n"));
    ReadInput read = readDatabase(SourceIndicators.TABLE);
    assertThat(read.indicators())
        .extracting(indicator -> indicator.name() + " " + indicator.units())
        .containsExactly("new null", "two %");
  }

  @Test
  void anyTableAndQueryIsReadWithAliasesAndMaps() throws Exception {
    execute(
        "CREATE TABLE \"My Series\" (code int, label text, unit text, note bytea)",
        "INSERT INTO \"My Series\" VALUES (2, 'two', '%', ''), (1, 'one', 'N/A', ''), (3, NULL,"
            + " 'x', '')");
    InputOptions options = InputOptions.of(null, List.of("label=name"));
    for (String source :
        List.of(
            "SELECT * FROM \"My Series\" WHERE code < 9; ",
            "SELECT * FROM \"My Series\" -- all of it",
            "TABLE \"My Series\"")) {
      ReadInput read = ReadInput.of(InputSource.database(table, source, options));
      assertThat(read.indicators()).extracting(Indicator::id).containsExactly("1", "2");
      assertThat(read.badLines()).containsExactly("3 3: name is empty");
      assertThat(read.ignoredColumns()).containsExactly("note");
    }
    execute("ALTER TABLE \"My Series\" RENAME TO \"MySeries\"");
    ReadInput named = ReadInput.of(InputSource.database(table, SCHEMA + ".MySeries", options));
    assertThat(named.indicators()).hasSize(2);
  }

  @Test
  void rowsBeyondOneFetchAreRead() throws Exception {
    execute(
        "INSERT INTO source_indicators (indicator_id, name, imported_at)"
            + " SELECT 'S' || n, 'Series ' || n, now() FROM generate_series(1, 20000) n");
    assertThat(readDatabase(SourceIndicators.TABLE).good()).hasSize(20_000);
  }

  @Test
  void whatCannotBeReadIsAnErrorWithItsMend() {
    assertThatThrownBy(() -> readDatabase("nowhere"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("classify import FILE");
    assertThatThrownBy(() -> readDatabase("SELECT 1 AS x")).hasMessageContaining("no column");
    assertThatThrownBy(() -> readDatabase("SELECT nonsense FROM x, ("))
        .isInstanceOf(InputException.class);
  }

  @Test
  void queryCannotWrite() throws Exception {
    execute(
        "CREATE FUNCTION wipe() RETURNS text LANGUAGE sql AS"
            + " 'DELETE FROM source_indicators RETURNING name'");
    importFile(write("id,name\nA,one\n"));
    assertThatThrownBy(() -> readDatabase("SELECT 'A' AS id, wipe() AS name"))
        .hasMessageContaining("read-only");
    assertThat(readDatabase(SourceIndicators.TABLE).good()).hasSize(1);
  }

  @Test
  void databaseThatIsAwayIsAnErrorWithItsMend() {
    PGSimpleDataSource away = new PGSimpleDataSource();
    away.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    InputSource source =
        InputSource.database(new SourceIndicators(away), SourceIndicators.TABLE, InputOptions.NONE);
    assertThatThrownBy(() -> ReadInput.of(source)).hasMessageContaining("the database runs");
  }

  private SourceImport.Counts importFile(Path file) throws Exception {
    try (InputSource source = InputSource.file(file, InputOptions.NONE);
        RejectFile rejects = new RejectFile(folder.resolve("rejects.csv"))) {
      return new SourceImport(table).run(source, rejects);
    }
  }

  private ReadInput readDatabase(String tableOrQuery) throws InputException {
    try (InputSource source = InputSource.database(table, tableOrQuery, InputOptions.NONE)) {
      return ReadInput.of(source);
    }
  }

  private Path write(String csv) throws Exception {
    return Files.writeString(folder.resolve("given.csv"), csv);
  }

  private static List<Indicator> sorted(ReadInput read) {
    return read.indicators().stream().sorted(Comparator.comparing(Indicator::id)).toList();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
