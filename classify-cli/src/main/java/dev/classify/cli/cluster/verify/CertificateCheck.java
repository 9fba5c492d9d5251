package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the certificates that NGINX and PostgreSQL present, which may be older than those in the
/// files, are valid for another month.
final class CertificateCheck {

  /// Long enough to get new ones by hand. Programs that renew certificates do it earlier.
  private static final Duration LEFT_MIN = Duration.ofDays(30);

  private static final String JDBC = "jdbc:";
  private static final int POSTGRES = 5_432;

  private final Optional<URI> page;
  private final String database;
  private final InstantSource clock;

  CertificateCheck(ClusterUnderTest subject) {
    this(
        subject.cluster().securePage(),
        subject.cluster().addresses().database().url(),
        InstantSource.system());
  }

  /// @param page empty for a cluster without certificates
  /// @param database its JDBC address
  CertificateCheck(Optional<URI> page, String database, InstantSource clock) {
    this.page = page;
    this.database = database;
    this.clock = clock;
  }

  List<Check> all() {
    return page.stream().map(address -> new Check("certificates", () -> look(address))).toList();
  }

  private Finding look(URI address) throws IOException {
    // A parameter may hold what no URI holds, such as a path with a space.
    URI server = URI.create(database.substring(JDBC.length()).replaceFirst("\\?.*", ""));
    String host = server.getHost();
    Map<String, X509Certificate> shown = new LinkedHashMap<>();
    shown.put("page", ShownCertificate.ofPage(address));
    // There is none in an address of several servers.
    if (host != null) {
      int port = server.getPort() < 0 ? POSTGRES : server.getPort();
      shown.put("database", ShownCertificate.ofDatabase(host, port));
    }
    Instant now = clock.instant();
    List<String> ends = new ArrayList<>();
    List<String> soon = new ArrayList<>();
    shown.forEach(
        (name, certificate) -> {
          Instant end = certificate.getNotAfter().toInstant();
          Duration left = Duration.between(now, end);
          String day = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
          ends.add(name + " until " + day);
          if (left.compareTo(LEFT_MIN) < 0) {
            soon.add(
                left.isNegative()
                    ? "the certificate of the %s expired on %s".formatted(name, day)
                    : "the certificate of the %s expires on %s, in %d days"
                        .formatted(name, day, left.toDays()));
          }
        });
    return soon.isEmpty()
        ? new Passed(String.join(", ", ends))
        : new Failed(
            String.join("; ", soon),
            "put a new one into the folder of CLASSIFY_TLS and hand it on:"
                + " docs/security.md#renew-certificates");
  }
}
