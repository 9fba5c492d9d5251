package dev.classify.cli.cluster.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.classify.cli.Main;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.exit.ExitCode;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.EncryptedPostgres;
import dev.classify.store.TrialCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page and a PostgreSQL with certificates as docs/security.md makes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateCheckTest {

  private TrialCertificates certificates;
  private EncryptedPostgres postgres;
  private HttpsServer page;
  private Instant end;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    certificates = TrialCertificates.in(folder);
    end = certificates.certificate("page").getNotAfter().toInstant();
    postgres = EncryptedPostgres.start(certificates);
    page = HttpsServer.create(anyPort(), 0);
    page.setHttpsConfigurator(new HttpsConfigurator(certificates.serving()));
    page.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (page != null) {
      page.stop(0);
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void certificatesThatAreValidForAYearPass() throws Exception {
    String day = end.toString().substring(0, 10);
    assertThat(look(page.getAddress().getPort(), Instant.now()))
        .isEqualTo(new Passed("page until %s, database until %s".formatted(day, day)));
  }

  @Test
  void certificatesThatEndWithinAMonthFailWithTheirDay() throws Exception {
    Failed soon =
        (Failed) look(page.getAddress().getPort(), end.minus(Duration.ofDays(29)).minusSeconds(9));
    assertThat(soon.seen())
        .contains(
            "certificate of the page expires on ",
            "certificate of the database expires on ",
            ", in 29 days");
    assertThat(soon.fix()).contains("CLASSIFY_TLS", "docs/security.md#renew-certificates");
    Failed late = (Failed) look(page.getAddress().getPort(), end.plusSeconds(60));
    assertThat(late.seen()).contains("the certificate of the page expired on ");
  }

  @Test
  void pageWithoutTlsIsNamed() throws Exception {
    HttpServer plain = HttpServer.create(anyPort(), 0);
    plain.start();
    try {
      int port = plain.getAddress().getPort();
      assertThatThrownBy(() -> look(port, Instant.now()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("https://localhost:" + port + " does not answer: ");
    } finally {
      plain.stop(0);
    }
  }

  /// Of several servers nobody knows which one shows its certificate.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://one:5432,two:5432/classify",
        "jdbc:postgresql:classify?sslrootcert=/my files/ca.crt"
      })
  void databaseWithoutOneHostIsLeftOut(String database) throws Exception {
    URI address = URI.create("https://localhost:" + page.getAddress().getPort());
    assertThat(
            new CertificateCheck(Optional.of(address), database, InstantSource.system())
                .all()
                .getFirst()
                .look()
                .finding())
        .isEqualTo(new Passed("page until " + end.toString().substring(0, 10)));
  }

  @Test
  void clusterWithoutCertificatesHasNoSuchCheck() {
    assertThat(new CertificateCheck(Optional.empty(), url(), InstantSource.system()).all())
        .isEmpty();
  }

  /// As the service `migrate` prints it if CLASSIFY_TLS holds another authority.
  @Test
  void commandNamesTheSettingOfTheAuthority(@TempDir Path other) throws Exception {
    DatabaseSettings refused = postgres.verified(TrialCertificates.in(other));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new String[] {"migrate"},
            Map.of(
                "CLASSIFY_DB_URL",
                refused.url(),
                "CLASSIFY_DB_USER",
                refused.user(),
                "CLASSIFY_DB_PASSWORD",
                refused.password()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(exit).isEqualTo(ExitCode.PARTIAL);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "the certificate of the database is signed by no authority that this program trusts",
            "fix: let sslrootcert in CLASSIFY_DB_URL name the certificate of the authority");
  }

  private Finding look(int port, Instant now) throws Exception {
    List<Check> checks =
        new CertificateCheck(
                Optional.of(URI.create("https://localhost:" + port)),
                url(),
                InstantSource.fixed(now))
            .all();
    return checks.getFirst().look().finding();
  }

  private String url() {
    return postgres.verified(certificates).url();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
