package dev.classify.local.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.classify.local.http.Http;
import dev.classify.local.process.LoopbackPort;
import dev.classify.store.TrialCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real NGINX with nginx-tls.conf, as docker-compose.tls.yml gives it to the container, and with
/// certificates as docs/security.md makes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxTlsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private HttpServer worker;
  private Process nginx;
  private Path served;
  private TrialCertificates certificates;
  private TrialCertificates renewed;
  private int plain;
  private int secure;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    certificates = TrialCertificates.in(Files.createDirectory(folder.resolve("first")));
    renewed = TrialCertificates.in(Files.createDirectory(folder.resolve("second")));
    served = Files.createDirectory(folder.resolve("served"));
    copy(certificates);
    worker = worker();
    int port = worker.getAddress().getPort();
    plain = LoopbackPort.choose(List.of(port));
    secure = LoopbackPort.choose(List.of(port, plain));
    int calls = LoopbackPort.choose(List.of(port, plain, secure));
    Path home = folder.resolve("nginx");
    NginxProgram program =
        new NginxProgram(null, home, plain, calls, List.of(port), System.getenv());
    List<String> words = new ArrayList<>(program.prepare().words());
    // As in the container, because a reload needs a master process.
    words.set(words.size() - 1, "daemon off;");
    ProcessBuilder builder = new ProcessBuilder(words);
    Files.writeString(home.resolve("tls.conf"), settings());
    nginx =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    await().atMost(PATIENCE).until(() -> Http.answers(URI.create(at("http", "/nginx-health"))));
  }

  /// The shipped file with addresses and folders of the test.
  private String settings() throws IOException {
    String shipped = Files.readString(Path.of("..", "nginx-tls.conf"));
    assertThat(shipped).contains("listen 9443 ssl;", " /run/tls/page.crt;", " /run/tls/page.key;");
    return shipped
        .replace("listen 9443", "listen 127.0.0.1:" + secure)
        .replace("/run/tls", served.toString());
  }

  private void copy(TrialCertificates from) throws IOException {
    for (String name : List.of("page.crt", "page.key")) {
      Files.copy(from.file(name), served.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (worker != null) {
      worker.stop(0);
    }
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/app.js", "/api/v1/jobs", "/classify-api/health"})
  void workersLearnThatTheyAreAskedByHttps(String path) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(at("https", path))));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("https localhost:" + secure + " 127.0.0.1 connection=null");
  }

  @Test
  void callerCannotDenyIt() throws Exception {
    HttpRequest.Builder forged =
        HttpRequest.newBuilder(URI.create(at("https", "/"))).header("X-Forwarded-Proto", "http");
    assertThat(send(forged).body()).startsWith("https ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/app.js", "/api/v1/auth/login", "/api/v1/uploads"})
  void plainPortRefusesThePageAndTheApi(String path) throws Exception {
    asked.clear();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(at("http", path)))
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("problem: ", "HTTPS only", "fix: ", "CLASSIFY_HTTPS");
    assertThat(asked).isEmpty();
  }

  @Test
  void plainPortKeepsTheHealthOfTheWorkers() throws Exception {
    HttpRequest.Builder health =
        HttpRequest.newBuilder(URI.create(at("http", "/classify-api/health")));
    assertThat(send(health).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/invoke/classify-api/batch", "/metrics", "/https-only", "/other"})
  void nothingElseIsReachedByHttps(String path) throws Exception {
    asked.clear();
    assertThat(send(HttpRequest.newBuilder(URI.create(at("https", path)))).statusCode())
        .isEqualTo(404);
    assertThat(asked).isEmpty();
  }

  @Test
  void tls12IsSpokenWithAuthenticatedEncryptionOnly() throws Exception {
    String weak = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";
    assertThatThrownBy(() -> handshake("TLSv1.2", weak)).isInstanceOf(SSLHandshakeException.class);
    handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    handshake("TLSv1.3", "TLS_AES_128_GCM_SHA256");
  }

  @Test
  void renewedCertificateIsServedAfterAReloadWithoutARestart() throws Exception {
    copy(renewed);
    assertThat(shown()).isEqualTo(certificates.certificate("page"));
    reload();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shown()).isEqualTo(renewed.certificate("page")));
    copy(certificates);
    reload();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shown()).isEqualTo(certificates.certificate("page")));
  }

  /// What `nginx -s reload` does.
  private void reload() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(nginx.pid())).start().waitFor())
        .isZero();
  }

  private void handshake(String protocol, String suite) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) certificates.trusting().getSocketFactory().createSocket("localhost", secure)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
    }
  }

  /// The certificate of a new connection, from whichever of the two authorities. During a reload
  /// there are processes with either, and an error where the two tries meet both.
  private X509Certificate shown() throws Exception {
    for (TrialCertificates trusted : List.of(certificates, renewed)) {
      try (SSLSocket socket =
          (SSLSocket) trusted.trusting().getSocketFactory().createSocket("localhost", secure)) {
        socket.startHandshake();
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
      } catch (SSLHandshakeException other) {
        assertThat(other).hasMessageContaining("PKIX");
      }
    }
    throw new AssertionError("the certificate is of neither authority");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(certificates.trusting()).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private String at(String scheme, String path) {
    return scheme + "://localhost:" + (scheme.equals("https") ? secure : plain) + path;
  }

  /// Answers with what it learns about the caller.
  private HttpServer worker() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          asked.add(exchange.getRequestURI().getPath());
          exchange.getRequestBody().readAllBytes();
          String learned =
              "%s %s %s connection=%s"
                  .formatted(
                      headers.getFirst("X-Forwarded-Proto"),
                      headers.getFirst("Host"),
                      headers.getFirst("X-Forwarded-For"),
                      headers.getFirst("Connection"));
          byte[] answer = learned.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
