package dev.classify.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates for a trial, made by the commands that docs/security.md shows.
///
/// @param folder as CLASSIFY_TLS names it
public record TrialCertificates(Path folder) {

  private static final Path PAGE = Path.of("..", "docs", "security.md");

  private static final Pattern COMMANDS =
      Pattern.compile("### Certificates for a trial\\n.*?```\\n(.*?)```", Pattern.DOTALL);

  private static final char[] PASSWORD = "changeit".toCharArray();

  /// Runs the commands in a folder, which must exist.
  public static TrialCertificates in(Path folder) throws IOException, InterruptedException {
    Matcher commands = COMMANDS.matcher(Files.readString(PAGE));
    if (!commands.find()) {
      throw new AssertionError(PAGE + " shows no commands");
    }
    Process shell =
        new ProcessBuilder("sh", "-euc", commands.group(1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = shell.inputReader().readAllAsString();
    if (shell.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return new TrialCertificates(folder.resolve("tls"));
  }

  /// Such as `page.key`.
  public Path file(String name) {
    return folder.resolve(name);
  }

  /// The certificate of the page, the database, or the authority itself.
  ///
  /// @param name `page`, `database` or `ca`
  public X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
    try (var file = Files.newInputStream(file(name + ".crt"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  /// What a client needs that trusts the authority and nobody else.
  public SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", certificate("ca"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /// What a server in Java needs for the certificate of the page.
  public SSLContext serving() throws IOException, GeneralSecurityException {
    String key = Files.readString(file("page.key")).replaceAll("-----[^-]+-----|\\s", "");
    PrivateKey own =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    KeyStore keys = empty();
    keys.setKeyEntry("page", own, PASSWORD, new X509Certificate[] {certificate("page")});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
