package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who a worker says that it is: organization and project, Azure OpenAI, access tokens.
class AccessTest {

  private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"\"}}]}";

  /// Beside what a test with a token must not set.
  private static final String NO_KEY = "";

  @TempDir Path folder;

  @Test
  void organizationAndProjectGoAlongAndHaveABudgetOfTheirOwn() {
    try (StubServer server = new StubServer(200, ANSWER, Map.of())) {
      server.ask();
      assertThat(server.lastHeader("OpenAI-Organization")).isNull();
      assertThat(server.lastHeader("OpenAI-Project")).isNull();
      assertThat(server.lastHeader("Authorization")).isEqualTo("Bearer " + TestRequests.KEY);

      server.ask("OPENAI_ORGANIZATION", "org-1", "OPENAI_PROJECT", "proj_2");
      assertThat(server.lastHeader("OpenAI-Organization")).isEqualTo("org-1");
      assertThat(server.lastHeader("OpenAI-Project")).isEqualTo("proj_2");

      URI url = server.baseUrl();
      assertThat(TestRequests.settings(url, "OPENAI_PROJECT", "proj_2").account())
          .isNotEqualTo(TestRequests.settings(url).account())
          .isNotEqualTo(TestRequests.settings(url, "OPENAI_PROJECT", "proj_3").account());
    }
  }

  /// The stub answers as a proxy, so that requests may go to addresses of Azure.
  @ParameterizedTest
  @CsvSource({
    "http://acme.openai.azure.com, 2024-10-21, "
        + "http://acme.openai.azure.com/openai/deployments/labels-eu/chat/completions?api-version=2024-10-21",
    "http://acme.openai.azure.com/openai/v1, '', "
        + "http://acme.openai.azure.com/openai/v1/chat/completions",
    "http://acme.services.ai.azure.com/openai/v1, '', "
        + "http://acme.services.ai.azure.com/openai/v1/chat/completions",
    "http://gateway.test/llm, 2025-01-01-preview, "
        + "http://gateway.test/llm/openai/deployments/labels-eu/chat/completions?api-version=2025-01-01-preview"
  })
  void azureIsAskedByDeploymentAndWithItsOwnHeader(String base, String version, String address) {
    try (StubServer azure = new StubServer(200, ANSWER, Map.of());
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                    URI.create(base),
                    "OPENAI_MODEL",
                    "labels-eu",
                    "OPENAI_AZURE_API_VERSION",
                    version,
                    "LLM_PROXY",
                    proxy(azure)))) {
      openAi.model().ask(TestRequests.aboutThree());

      assertThat(azure.lastAddress()).isEqualTo(address);
      assertThat(azure.lastHeader("api-key")).isEqualTo(TestRequests.KEY);
      assertThat(azure.lastHeader("Authorization")).isNull();
      assertThat(azure.lastBody()).contains("\"model\":\"labels-eu\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme.openai.azure.com/openai/v1, 2024-10-21, needs OPENAI_BASE_URL without /openai",
    "https://acme.openai.azure.com/openai, 2024-10-21, needs OPENAI_BASE_URL without /openai",
    "https://acme.openai.azure.com, latest, is no version: 'latest'"
  })
  void versionThatDoesNotFitTheAddressIsRefused(String base, String version, String problem) {
    URI url = URI.create(base);
    assertThatThrownBy(() -> TestRequests.settings(url, "OPENAI_AZURE_API_VERSION", version))
        .hasMessageContaining("OPENAI_AZURE_API_VERSION " + problem);
  }

  @Test
  void keyAndTokenExcludeEachOther() {
    Map<String, String> settings = new HashMap<>();
    settings.put("OPENAI_API_KEY", TestRequests.KEY);
    settings.put("OPENAI_TOKEN_FILE", "token");
    settings.put("OPENAI_TOKEN_COMMAND", "print-token");
    assertThatThrownBy(() -> LlmSettings.from(settings))
        .hasMessageContaining("OPENAI_TOKEN_FILE is set, and OPENAI_TOKEN_COMMAND too")
        .hasMessageContaining("OPENAI_API_KEY is set, and an access token too");
  }

  @Test
  void tokenOfACommandStandsInPlaceOfTheKey() {
    try (StubServer server = new StubServer(200, ANSWER, Map.of())) {
      String command = "test -n \"$HOME\" && echo tok-1";
      server.ask("OPENAI_API_KEY", NO_KEY, "OPENAI_TOKEN_COMMAND", command);
      assertThat(server.lastHeader("Authorization")).isEqualTo("Bearer tok-1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exit 3, OPENAI_TOKEN_COMMAND failed (exit code 3)",
    "true, 'OPENAI_TOKEN_COMMAND gives no token, but nothing'",
    "echo two words, 'OPENAI_TOKEN_COMMAND gives no token, but 9 characters'"
  })
  void withoutATokenNothingIsSentAndTheReasonIsTold(String command, String reason) {
    try (StubServer server = new StubServer(200, ANSWER, Map.of())) {
      assertThat(server.ask("OPENAI_API_KEY", NO_KEY, "OPENAI_TOKEN_COMMAND", command))
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> {
                assertThat(away.reason()).contains(reason).doesNotContain("two words");
                assertThat(away.mayBeBilled()).isFalse();
              });
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void refusedTokenStopsTheJobIfThereIsNoOther() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old\n");
    try (StubServer server = StubServer.error(401, "401", "Access token has expired.");
        OpenAiConnection openAi =
            TestRequests.connect(
                TestRequests.settings(
                    server.baseUrl(),
                    "OPENAI_API_KEY",
                    NO_KEY,
                    "OPENAI_TOKEN_FILE",
                    file.toString()))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome().stopReason())
          .contains("fix: set OPENAI_TOKEN_FILE to a token of that server");
      assertThat(server.lastHeader("Authorization")).isEqualTo("Bearer old");
    }
  }

  @Test
  void requestIsSentAgainIfARefusedTokenHasBeenRenewed() {
    try (StubServer server = StubServer.error(401, "401", "Access token has expired.")) {
      assertThat(server.ask("OPENAI_API_KEY", NO_KEY, "OPENAI_TOKEN_COMMAND", "date +tok-%s.%N"))
          .isEqualTo(
              new LlmOutcome.Unavailable(
                  "the access token had expired; there is a new one", 0, false));
    }
  }

  @Test
  void tokenThatAServerRepeatsIsNotShown() {
    String token = "eyJhbGciOiJub25lIn0." + part("{\"exp\":99999999999}") + ".c2ln";
    try (StubServer server = StubServer.error(400, "bad", "no such token: " + token)) {
      assertThat(server.ask("OPENAI_API_KEY", NO_KEY, "OPENAI_TOKEN_COMMAND", "echo " + token))
          .satisfies(refused -> assertThat(refused.toString()).doesNotContain(token));
      assertThat(server.lastHeader("Authorization")).isEqualTo("Bearer " + token);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String proxy(StubServer server) {
    return "http://127.0.0.1:" + server.baseUrl().getPort();
  }
}
