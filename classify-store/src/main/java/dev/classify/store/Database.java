package dev.classify.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/// Opens pools on the database and brings its tables up to date.
public final class Database {

  /// How long a caller waits for a connection before it is told that there is none.
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

  private Database() {}

  /// A pool that connects when it is first used, so that a program starts without its database.
  ///
  /// @param connectionsMax upper bound, each one a server process of PostgreSQL
  public static HikariDataSource open(DatabaseSettings settings, int connectionsMax) {
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
    // A database that is cut off without a word is given up, and the step tried again.
    config.addDataSourceProperty("socketTimeout", "60");
    return new HikariDataSource(config);
  }

  /// Applies every migration that is not applied yet; safe to run from several programs at once.
  public static void migrate(DatabaseSettings settings) {
    migrations(settings).migrate();
  }

  /// How far the tables are; changes nothing.
  public static SchemaState schema(DatabaseSettings settings) {
    MigrationInfoService info = migrations(settings).info();
    MigrationInfo current = info.current();
    return new SchemaState(
        current == null ? "" : String.valueOf(current.getVersion()),
        Stream.of(info.pending()).map(pending -> String.valueOf(pending.getVersion())).toList());
  }

  private static Flyway migrations(DatabaseSettings settings) {
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(settings.url(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        .load();
  }
}
