package dev.classify.service.llm;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The certificate authorities of a file (`LLM_CA_FILE`), trusted besides those of Java: that of a
/// company's proxy, or of a server of one's own.
final class TrustedCertificates {

  private final SSLContext context;
  private final X509TrustManager trust;

  private TrustedCertificates(SSLContext context, X509TrustManager trust) {
    this.context = context;
    this.trust = trust;
  }

  /// Reads certificates in PEM, one after another.
  ///
  /// @throws CommandFailure if the file cannot be read or holds none
  static TrustedCertificates of(Path file) {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate ofJava : trust(null).getAcceptedIssuers()) {
        all.setCertificateEntry("java-" + number++, ofJava);
      }
      Collection<? extends Certificate> own = certificates(file);
      if (own.isEmpty()) {
        throw unusable(file, "holds no certificate", null);
      }
      for (Certificate certificate : own) {
        all.setCertificateEntry("own-" + number++, certificate);
      }
      X509TrustManager trust = trust(all);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return new TrustedCertificates(context, trust);
    } catch (IOException | GeneralSecurityException fault) {
      throw unusable(file, "cannot be read: " + fault.getMessage(), fault);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream stream = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(stream);
    }
  }

  /// @param store null for the authorities of Java
  private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static CommandFailure unusable(Path file, String problem, @Nullable Throwable cause) {
    return CommandFailure.usage(
        "LLM_CA_FILE: %s %s".formatted(file, problem),
        "name a file of certificates that begin with -----BEGIN CERTIFICATE-----",
        cause);
  }

  void use(OkHttpClient.Builder client) {
    client.sslSocketFactory(context.getSocketFactory(), trust);
  }
}
