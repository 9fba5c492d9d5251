package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Our pool and a PostgreSQL as docker-compose.tls.yml configures it, with certificates as
/// docs/security.md makes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTlsTest {

  private TrialCertificates own;
  private TrialCertificates foreign;
  private EncryptedPostgres postgres;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    own = TrialCertificates.in(Files.createDirectory(folder.resolve("own")));
    foreign = TrialCertificates.in(Files.createDirectory(folder.resolve("foreign")));
    postgres = EncryptedPostgres.start(own);
  }

  @AfterAll
  void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void poolConnectsToTheServerThatTheAuthorityHasSigned() throws Exception {
    assertThat(encryption(postgres.verified(own))).isEqualTo("true TLSv1.3");
  }

  /// A program without the setting, such as a command on the machine of the cluster.
  @Test
  void connectionIsEncryptedEvenIfNothingIsVerified() throws Exception {
    assertThat(encryption(postgres.application("localhost", ""))).isEqualTo("true TLSv1.3");
  }

  @Test
  void serverOfAnotherAuthorityIsRefusedUntilItsCertificateIsReplaced() throws Exception {
    TlsFault fault = fault(postgres.verified(foreign));
    assertThat(fault.problem())
        .isEqualTo(
            "the certificate of the database is signed by no authority that this program trusts");
    assertThat(fault.fix()).contains("sslrootcert in CLASSIFY_DB_URL", "CLASSIFY_TLS");

    postgres.renew(own, foreign);
    assertThat(encryption(postgres.verified(foreign))).isEqualTo("true TLSv1.3");
    fault(postgres.verified(own));
    postgres.renew(foreign, own);
  }

  /// As the workers see it, which wait for a connection of their pool.
  @Test
  void faultIsFoundBehindTheFailureOfAPool() {
    HikariConfig impatient = new HikariConfig();
    try (HikariDataSource pool = Database.open(postgres.verified(foreign), 1)) {
      pool.copyStateTo(impatient);
    }
    impatient.setConnectionTimeout(1_000);
    try (HikariDataSource pool = new HikariDataSource(impatient)) {
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> pool.getConnection().close());
      assertThat(failure.getMessage()).contains("Connection is not available");
      assertThat(TlsFault.of(failure).orElseThrow().fix()).contains("CLASSIFY_DB_URL");
    }
  }

  @Test
  void certificateForAnotherHostIsRefused() throws Exception {
    String parameters = "?sslmode=verify-full&sslrootcert=" + own.file("ca.crt");
    TlsFault fault = fault(postgres.application("127.1", parameters));
    assertThat(fault.problem()).isEqualTo("the certificate of the database is for another host");
    assertThat(fault.fix()).contains("CLASSIFY_DB_URL", "subjectAltName");
  }

  @Test
  void missingFileOfTheAuthorityIsNamed() throws Exception {
    TlsFault fault =
        fault(postgres.application("localhost", "?sslmode=verify-full&sslrootcert=/no/ca.crt"));
    assertThat(fault.problem())
        .isEqualTo("the file of certificates for the database cannot be read");
    assertThat(fault.fix()).contains("sslrootcert in CLASSIFY_DB_URL");
  }

  @Test
  void connectionWithoutTlsIsRefusedByTheServer() throws Exception {
    TlsFault fault = fault(postgres.application("localhost", "?sslmode=disable"));
    assertThat(fault.problem()).isEqualTo("the database refuses connections without TLS");
    assertThat(fault.fix()).contains("CLASSIFY_DB_URL with ?sslmode=verify-full");
  }

  @Test
  void wrongPasswordAndSilentServerAreNoFaultsOfTls() throws Exception {
    DatabaseSettings right = postgres.verified(own);
    assertThat(TlsFault.of(failure(new DatabaseSettings(right.url(), right.user(), "wrong"))))
        .isEmpty();
    assertThat(
            TlsFault.of(
                failure(new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/x", "classify", ""))))
        .isEmpty();
  }

  private static String encryption(DatabaseSettings settings) throws SQLException {
    try (HikariDataSource pool = Database.open(settings, 1)) {
      return Objects.requireNonNull(
          new Statements(pool)
              .run(
                  handle ->
                      handle
                          .createQuery(
                              "select concat(ssl::text, ' ', version) from pg_stat_ssl"
                                  + " where pid = pg_backend_pid()")
                          .mapTo(String.class)
                          .one()));
    }
  }

  private static TlsFault fault(DatabaseSettings settings) {
    return TlsFault.of(failure(settings)).orElseThrow();
  }

  private static SQLException failure(DatabaseSettings settings) {
    return catchThrowableOfType(
        SQLException.class,
        () ->
            DriverManager.getConnection(settings.url(), settings.user(), settings.password())
                .close());
  }
}
