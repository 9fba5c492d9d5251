package dev.classify.cli.cluster.verify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// The certificate that a server shows to anybody who connects, whoever signed it.
final class ShownCertificate {

  private static final int HTTPS = 443;

  /// A message of eight bytes: its length, and the number by which PostgreSQL knows the question.
  private static final byte[] TLS_WANTED = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

  /// Only looks: nothing is sent over the connection afterwards.
  private static final TrustManager ANY =
      new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      };

  private ShownCertificate() {}

  /// @throws IOException naming the address if it does not answer, or not by TLS
  static X509Certificate ofPage(URI page) throws IOException {
    int port = page.getPort() < 0 ? HTTPS : page.getPort();
    String host = Objects.requireNonNullElse(page.getHost(), "");
    try (Socket socket = connected(host, port)) {
      return shown(socket, host, port);
    } catch (IOException fault) {
      throw new IOException("%s does not answer: %s".formatted(page, fault.getMessage()), fault);
    }
  }

  /// @throws IOException naming the address if it does not answer, or not by TLS
  static X509Certificate ofDatabase(String host, int port) throws IOException {
    try (Socket socket = connected(host, port)) {
      socket.getOutputStream().write(TLS_WANTED);
      if (socket.getInputStream().read() != 'S') {
        throw new IOException("it speaks no TLS");
      }
      return shown(socket, host, port);
    } catch (IOException fault) {
      throw new IOException(
          "the database at %s:%d does not answer: %s".formatted(host, port, fault.getMessage()),
          fault);
    }
  }

  private static Socket connected(String host, int port) throws IOException {
    Socket socket = new Socket();
    int timeout = (int) ClusterUnderTest.TIMEOUT.toMillis();
    socket.setSoTimeout(timeout);
    socket.connect(new InetSocketAddress(host, port), timeout);
    return socket;
  }

  private static X509Certificate shown(Socket socket, String host, int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {ANY}, null);
      try (SSLSocket encrypted =
          (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true)) {
        encrypted.startHandshake();
        return (X509Certificate) encrypted.getSession().getPeerCertificates()[0];
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
