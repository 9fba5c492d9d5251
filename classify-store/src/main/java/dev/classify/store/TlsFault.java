package dev.classify.store;

import java.io.FileNotFoundException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;

/// Why TLS keeps a program from the database.
///
/// @param problem names no path and no host, because health reports show it to anybody
/// @param fix names the setting to correct
public record TlsFault(String problem, String fix) {

  /// States of PostgreSQL's driver and server.
  private static final String NO_CONNECTION = "08006";

  private static final String REJECTED_BY_DRIVER = "08004";
  private static final String REFUSED = "28000";

  private static final String OWN_CLUSTER = "; docker-compose.tls.yml takes it from CLASSIFY_TLS";

  private static final TlsFault NO_TLS =
      new TlsFault(
          "the database speaks no TLS",
          "start it with a certificate, in a cluster with docker-compose.tls.yml; or remove sslmode"
              + " from CLASSIFY_DB_URL");

  private static final TlsFault PLAIN =
      new TlsFault(
          "the database refuses connections without TLS",
          "end CLASSIFY_DB_URL with ?sslmode=verify-full&sslrootcert=FILE");

  private static final TlsFault NO_FILE =
      new TlsFault(
          "the file of certificates for the database cannot be read",
          "let sslrootcert in CLASSIFY_DB_URL name a file that this program may read"
              + OWN_CLUSTER);

  private static final TlsFault EXPIRED =
      new TlsFault(
          "the certificate of the database has expired",
          "give the database a new one: docs/security.md#renew-certificates");

  private static final TlsFault NOT_YET_VALID =
      new TlsFault(
          "the certificate of the database is not valid yet",
          "set the clock of this machine, or wait until the certificate is valid");

  private static final TlsFault NOT_TRUSTED =
      new TlsFault(
          "the certificate of the database is signed by no authority that this program trusts",
          "let sslrootcert in CLASSIFY_DB_URL name the certificate of the authority that signed it"
              + OWN_CLUSTER);

  private static final TlsFault OTHER_HOST =
      new TlsFault(
          "the certificate of the database is for another host",
          "use in CLASSIFY_DB_URL a host that the certificate names, or make one whose"
              + " subjectAltName names this host");

  /// The fault behind a failed connection, also one that a pool reports; empty for another one.
  public static Optional<TlsFault> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<TlsFault> fault =
          cause instanceof SQLException database ? ofDriver(database) : Optional.empty();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<TlsFault> ofDriver(SQLException fault) {
    String message = String.valueOf(fault.getMessage());
    // The driver translates its messages; the words that are looked for here stay.
    return switch (String.valueOf(fault.getSQLState())) {
      case NO_CONNECTION -> ofCertificate(fault, message);
      case REJECTED_BY_DRIVER -> message.contains("SSL") ? Optional.of(NO_TLS) : Optional.empty();
      case REFUSED -> message.contains("no encryption") ? Optional.of(PLAIN) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<TlsFault> ofCertificate(SQLException fault, String message) {
    if (causedBy(fault, FileNotFoundException.class)) {
      return Optional.of(NO_FILE);
    }
    if (causedBy(fault, CertificateExpiredException.class)) {
      return Optional.of(EXPIRED);
    }
    if (causedBy(fault, CertificateNotYetValidException.class)) {
      return Optional.of(NOT_YET_VALID);
    }
    if (causedBy(fault, CertificateException.class)) {
      return Optional.of(NOT_TRUSTED);
    }
    return message.contains("HostnameVerifier") ? Optional.of(OTHER_HOST) : Optional.empty();
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
