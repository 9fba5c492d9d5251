package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.security.cert.CertificateNotYetValidException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server without a certificate; [DatabaseTlsTest] has one.
class TlsFaultTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void serverWithoutTlsIsNamedIfTheProgramWantsIt() {
    String url = ((HikariDataSource) DATABASE.dataSource()).getJdbcUrl() + "&sslmode=verify-full";
    SQLException failure =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(url, "classify", "").close());
    TlsFault fault = TlsFault.of(failure).orElseThrow();
    assertThat(fault.problem()).isEqualTo("the database speaks no TLS");
    assertThat(fault.fix()).contains("docker-compose.tls.yml", "CLASSIFY_DB_URL");
  }

  @Test
  void certificateOfTomorrowIsNotCalledUntrusted() {
    SQLException failure =
        new SQLException("SSL error", "08006", new CertificateNotYetValidException());
    assertThat(TlsFault.of(failure).orElseThrow().problem())
        .isEqualTo("the certificate of the database is not valid yet");
  }
}
