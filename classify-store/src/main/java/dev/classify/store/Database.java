package dev.classify.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.exit.CommandFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Opens pools on the database and brings its tables up to date.
public final class Database {

  /// How long a caller waits for a free connection before the call fails.
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

  /// How long a question of a person may take. Nobody waits longer, and others wait for the
  /// connection.
  private static final Duration QUESTION_TIME = Duration.ofSeconds(10);

  /// How long a projector may be silent within a transaction. One that sleeps there would hold up
  /// the next generation, which waits for its locks.
  private static final Duration PROJECTION_PAUSE = Duration.ofSeconds(3);

  private static final String MIGRATIONS = "classpath:db/migration";

  /// Holds what Flyway runs after the migrations.
  private static final String RIGHTS = "classpath:db/application";

  private Database() {}

  /// A pool that connects on first use, so that a program starts even while its database is down.
  ///
  /// @param connectionsMax upper bound, since each is a server process of PostgreSQL
  public static HikariDataSource open(DatabaseSettings settings, int connectionsMax) {
    return new HikariDataSource(config(settings, connectionsMax));
  }

  /// The same for statements that may take minutes.
  public static HikariDataSource openForLongWork(DatabaseSettings settings, int connectionsMax) {
    HikariConfig config = config(settings, connectionsMax);
    config.addDataSourceProperty("socketTimeout", "0");
    return new HikariDataSource(config);
  }

  /// The same for questions of people: the database gives up on one that takes ten seconds.
  public static HikariDataSource openForQuestions(DatabaseSettings settings, int connectionsMax) {
    HikariConfig config = config(settings, connectionsMax);
    config.setConnectionInitSql(
        // A compiled query pays only after seconds, and a plan that is made for any parameters
        // ignores how many rows those of this question match.
        "set statement_timeout = %d; set jit = off; set plan_cache_mode = force_custom_plan"
            .formatted(QUESTION_TIME.toMillis()));
    return new HikariDataSource(config);
  }

  /// The same for projectors. A commit does not wait for the disk: what a projection wrote and how
  /// far it has come are lost together, and the events are read again.
  public static HikariDataSource openForProjections(DatabaseSettings settings, int connectionsMax) {
    HikariConfig config = config(settings, connectionsMax);
    config.setConnectionInitSql(
        // The tables begin empty, for which the database plans to read all of them.
        ("set synchronous_commit = off; set jit = off; set enable_seqscan = off;"
                + " set idle_in_transaction_session_timeout = %d")
            .formatted(PROJECTION_PAUSE.toMillis()));
    return new HikariDataSource(config);
  }

  /// Which tables these are: of which schema, database and server. The same after a failover, and
  /// another one in a database that was restored from a dump.
  public static String identity(DataSource database) throws SQLException {
    return new Statements(database)
        .run(
            handle ->
                handle
                    .createQuery(
                        """
                        select concat(current_database(), '.', current_schema(), '@',
                                      (select system_identifier from pg_control_system()))
                        """)
                    .mapTo(String.class)
                    .one());
  }

  private static HikariConfig config(DatabaseSettings settings, int connectionsMax) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(connectionsMax);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.addDataSourceProperty("ApplicationName", "classify");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A connection that went silent fails after this time, and the step is retried.
    config.addDataSourceProperty("socketTimeout", "60");
    return config;
  }

  /// Applies every migration that is not applied yet; safe to run from several programs at once.
  ///
  /// @param owner owns the tables
  /// @param application the role of all other connections. If it is not the owner, it may read and
  ///     write rows afterwards, but change no table
  /// @return what TimescaleDB does for the tables
  public static Timescale migrate(DatabaseSettings owner, String application) {
    return migrate(owner, application, TimescaleSettings.NONE);
  }

  /// The same.
  ///
  /// @param settings what happens to old rows where TimescaleDB is used
  public static Timescale migrate(
      DatabaseSettings owner, String application, TimescaleSettings settings) {
    FluentConfiguration migrations = migrations(owner);
    Timescale timescale = timescale(owner);
    if (timescale == Timescale.NOT_PRELOADED) {
      migrations.initSql(Timescale.HIDE);
    }
    if (!owner.user().equals(application)) {
      migrations
          .locations(MIGRATIONS, RIGHTS)
          .placeholders(Map.of("application", application.replace("'", "''")));
    }
    migrations.load().migrate();
    return timescale == Timescale.USED ? upgrade(owner, settings) : timescale;
  }

  private static Timescale upgrade(DatabaseSettings owner, TimescaleSettings settings) {
    try (Connection connection =
        DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
      return new TimescaleUpgrade(connection).apply(settings);
    } catch (SQLException fault) {
      throw CommandFailure.failed(
          "TimescaleDB refuses to prepare the tables: " + fault.getMessage(),
          "compare its version with docs/operations.md#timescaledb; everything else is migrated");
    }
  }

  /// A database that does not answer is reported by Flyway, which asks next.
  private static Timescale timescale(DatabaseSettings owner) {
    try (Connection connection =
        DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
      return Timescale.of(connection);
    } catch (SQLException away) {
      return Timescale.ABSENT;
    }
  }

  /// Which migrations are applied and which are pending; changes nothing.
  public static SchemaState schema(DatabaseSettings settings) {
    MigrationInfoService info = migrations(settings).load().info();
    MigrationInfo current = info.current();
    return new SchemaState(
        current == null ? "" : String.valueOf(current.getVersion()),
        Stream.of(info.pending()).map(pending -> String.valueOf(pending.getVersion())).toList());
  }

  private static FluentConfiguration migrations(DatabaseSettings settings) {
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(settings.url(), settings.user(), settings.password())
        .locations(MIGRATIONS);
  }
}
