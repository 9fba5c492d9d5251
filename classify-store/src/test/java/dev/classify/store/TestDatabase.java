package dev.classify.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A migrated schema of a test class, empty at the start of every test.
///
/// The code under test connects as the application, which does not own the tables; the statements
/// of the tests themselves run as the owner.
///
/// All classes of a run share one [PostgresServer].
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final int CONNECTIONS_MAX = 8;

  private @Nullable HikariDataSource pool;
  private @Nullable HikariDataSource owner;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    PostgresServer server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
            .computeIfAbsent(PostgresServer.class, _ -> start(), PostgresServer.class);
    String schema = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
    DatabaseSettings application = server.application(schema);
    pool = Database.open(application, CONNECTIONS_MAX);
    owner = Database.open(server.owner(schema), 1);
    execute("create schema " + schema);
    Database.migrate(server.owner(schema), application.user());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    String tables =
        text(
            """
            select string_agg(quote_ident(tablename), ', ') from pg_tables
             where schemaname = current_schema and tablename <> 'flyway_schema_history'
            """);
    execute("truncate " + tables + " restart identity");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (pool != null) {
      pool.close();
    }
    if (owner != null) {
      owner.close();
    }
  }

  public DataSource dataSource() {
    return opened(pool);
  }

  /// Connects as the owner of the tables, one connection at a time.
  public DataSource owner() {
    return opened(owner);
  }

  private static DataSource opened(@Nullable HikariDataSource pool) {
    if (pool == null) {
      throw new IllegalStateException("register the database as a static field of the test");
    }
    return pool;
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = opened(owner).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// The first column of the only row.
  public long number(String sql) throws SQLException {
    return Long.parseLong(String.valueOf(text(sql)));
  }

  /// The first column of the only row; null where it is null or there is no row.
  public @Nullable String text(String sql) throws SQLException {
    List<@Nullable String> texts = texts(sql);
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /// The first column of every row.
  public List<@Nullable String> texts(String sql) throws SQLException {
    try (Connection connection = opened(owner).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static PostgresServer start() {
    try {
      return PostgresServer.start();
    } catch (Exception fault) {
      throw new IllegalStateException("no PostgreSQL for the tests", fault);
    }
  }
}
