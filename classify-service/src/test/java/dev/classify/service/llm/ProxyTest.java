package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.InvalidSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers behind a proxy, and with a certificate that Java does not know.
class ProxyTest {

  private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"\"}}]}";
  private static final String ARRIVED = "malformed";

  @TempDir static Path folder;
  private static TestCertificate certificate;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = TestCertificate.in(folder);
  }

  @Test
  void certificateOfOnesOwnIsTrustedIfItsFileIsNamed() {
    try (StubServer server = new StubServer(certificate.server(), 200, ANSWER)) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unusable.class,
              refused ->
                  assertThat(refused.message())
                      .contains("its TLS certificate is not trusted", "fix: set LLM_CA_FILE"));
      assertThat(server.requests()).isZero();

      assertThat(server.ask("LLM_CA_FILE", certificate.file().toString()).word())
          .isEqualTo(ARRIVED);
    }
  }

  @Test
  void fileWithoutCertificatesIsRefusedAtTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (Path file : new Path[] {empty, folder.resolve("none.pem")}) {
      LlmSettings settings =
          TestRequests.settings(URI.create("https://localhost/v1"), "LLM_CA_FILE", file.toString());
      assertThatThrownBy(() -> TestRequests.connect(settings))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("LLM_CA_FILE: " + file)
          .hasMessageContaining("BEGIN CERTIFICATE");
    }
  }

  @Test
  void secureServerIsReachedThroughATunnel() throws Exception {
    try (StubServer server = new StubServer(certificate.server(), 200, ANSWER);
        TunnelProxy proxy = new TunnelProxy("me:p@ss")) {
      String ca = certificate.file().toString();

      LlmOutcome outcome = server.ask("LLM_CA_FILE", ca, "LLM_PROXY", proxy.address("me:p%40ss"));

      assertThat(outcome.word()).isEqualTo(ARRIVED);
      assertThat(proxy.asked())
          .containsExactly("CONNECT 127.0.0.1:%d HTTP/1.1".formatted(server.baseUrl().getPort()));
      assertThat(server.lastHeader("Proxy-Authorization")).as("inside the tunnel").isNull();

      assertThat(server.ask("LLM_CA_FILE", ca, "LLM_PROXY", proxy.address("me:wrong")))
          .isInstanceOfSatisfying(
              LlmOutcome.Unusable.class,
              refused ->
                  assertThat(refused.message())
                      .contains("refuses user and password", "fix: set LLM_PROXY")
                      .doesNotContain("wrong"));
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void plainServerIsAskedByTheProxy() {
    try (StubServer proxy = new StubServer(200, ANSWER, Map.of());
        OpenAiConnection openAi = behind(proxy, "me:secret@")) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome().word()).isEqualTo(ARRIVED);

      assertThat(proxy.lastAddress()).isEqualTo("http://models.test/v1/chat/completions");
      assertThat(proxy.lastHeader("Proxy-Authorization")).isEqualTo("Basic bWU6c2VjcmV0");
      assertThat(proxy.requests()).isEqualTo(1);
    }
  }

  @Test
  void proxyThatWantsAPasswordStopsTheJobWithAFix() {
    try (StubServer proxy =
            new StubServer(407, "<html>", Map.of("Proxy-Authenticate", "Basic realm=\"x\""));
        OpenAiConnection openAi = behind(proxy, "")) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome().stopReason())
          .contains("refuses user and password (HTTP 407)", "LLM_PROXY");
      assertThat(proxy.requests()).isEqualTo(1);
    }
  }

  @Test
  void proxyThatIsAwayIsNamedAndNothingIsBilled() {
    try (OpenAiConnection openAi =
        TestRequests.connect(
            TestRequests.settings(
                URI.create("http://models.test/v1"), "LLM_PROXY", "http://127.0.0.1:1"))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isEqualTo(
              new LlmOutcome.Unavailable(
                  "http://models.test/v1 through the proxy http://127.0.0.1:1: connection refused"
                      + " or timed out",
                  2_000,
                  false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy:3128", "https://proxy:3128", "http://proxy", "http://h:99999"})
  void addressOfNoHttpProxyIsRefusedWithoutShowingIt(String text) {
    URI server = URI.create("http://localhost/v1");
    assertThatThrownBy(() -> TestRequests.settings(server, "LLM_PROXY", text))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("LLM_PROXY is not the address of an HTTP proxy; fix: give one such")
        .hasMessageNotContaining(text + "'");
  }

  private static OpenAiConnection behind(StubServer proxy, String userInfo) {
    String address = "http://%s127.0.0.1:%d".formatted(userInfo, proxy.baseUrl().getPort());
    return TestRequests.connect(
        TestRequests.settings(URI.create("http://models.test/v1"), "LLM_PROXY", address));
  }
}
