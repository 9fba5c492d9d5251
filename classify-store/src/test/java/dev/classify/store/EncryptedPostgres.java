package dev.classify.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// A PostgreSQL server with a certificate and the rules of database-hba.conf: who comes over the
/// network needs TLS and a password.
public final class EncryptedPostgres implements AutoCloseable {

  private static final String PASSWORD = "correct horse";
  private static final Duration RELOAD_TIMEOUT = Duration.ofSeconds(20);

  private final PostgresServer server;

  private EncryptedPostgres(PostgresServer server) {
    this.server = server;
  }

  public static EncryptedPostgres start(TrialCertificates certificates)
      throws IOException, InterruptedException, SQLException {
    EncryptedPostgres postgres = new EncryptedPostgres(PostgresServer.start());
    // Until then it lets everybody in.
    DatabaseSettings superuser = postgres.server.superuser();
    try (Connection connection =
            DriverManager.getConnection(superuser.url(), superuser.user(), superuser.password());
        Statement statement = connection.createStatement()) {
      for (String role : List.of("classify", "postgres")) {
        statement.execute("alter role %s password '%s'".formatted(role, PASSWORD));
      }
      statement.execute("alter system set ssl_cert_file = 'database.crt'");
      statement.execute("alter system set ssl_key_file = 'database.key'");
      statement.execute("alter system set ssl = on");
      postgres.copy(Path.of("..", "database-hba.conf"), "pg_hba.conf");
      postgres.copy(certificates);
      statement.execute("select pg_reload_conf()");
    }
    postgres.awaitConnection(certificates);
    return postgres;
  }

  /// Gives it other certificates while it runs.
  public void renew(TrialCertificates before, TrialCertificates after)
      throws IOException, InterruptedException, SQLException {
    copy(after);
    DatabaseSettings verified = verified(before);
    try (Connection connection = DriverManager.getConnection(verified.url(), "postgres", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_reload_conf()");
    }
    awaitConnection(after);
  }

  /// The role of the application, which takes the server for nobody else.
  public DatabaseSettings verified(TrialCertificates trusted) {
    return application("localhost", "?sslmode=verify-full&sslrootcert=" + trusted.file("ca.crt"));
  }

  /// The same role with parameters of the test.
  ///
  /// @param host a name or an address of this machine
  public DatabaseSettings application(String host, String parameters) {
    return new DatabaseSettings(
        "jdbc:postgresql://" + host + ":" + server.port() + "/postgres" + parameters,
        "classify",
        PASSWORD);
  }

  private void copy(TrialCertificates certificates) throws IOException {
    copy(certificates.file("database.crt"), "database.crt");
    copy(certificates.file("database.key"), "database.key");
  }

  /// Readable for the user of the server alone, on which it insists.
  private void copy(Path file, String name) throws IOException {
    Path target = server.data().resolve(name);
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(target, Files.getOwner(server.data()));
  }

  private void awaitConnection(TrialCertificates trusted)
      throws InterruptedException, SQLException {
    DatabaseSettings settings = verified(trusted);
    long deadline = System.nanoTime() + RELOAD_TIMEOUT.toNanos();
    while (true) {
      try {
        DriverManager.getConnection(settings.url(), settings.user(), settings.password()).close();
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
