package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.llm.AnswerMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers say beside what the simulator does.
class ErrorsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          20,  Throttled
          600, QuotaExhausted
          """)
  void quotaWithAShortRetryAfterIsARate(String retryAfter, String outcome) {
    try (StubServer server =
        StubServer.error(429, "insufficient_quota", "Quota.", "retry-after", retryAfter)) {
      assertThat(server.ask().getClass().getSimpleName()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | context_length_exceeded | The prompt is long.                          | TooLarge
          400 |                         | This model's maximum context length is 4096. | TooLarge
          413 |                         | Payload Too Large                            | TooLarge
          429 | rate_limit_exceeded     | Request too large for m on tokens per min.   | TooLarge
          429 | resource_unavailable    | Resource Unavailable                         | Unavailable
          402 |                         | Insufficient Balance                         | QuotaExhausted
          429 | billing_hard_limit_reached | Billing hard limit has been reached       | QuotaExhausted
          400 | content_filter          | The prompt was filtered.                     | Refused
          409 |                         | Conflict                                     | Unavailable
          529 |                         | Overloaded                                   | Unavailable
          """)
  void errorsAreToldApart(int status, String code, String message, String outcome) {
    try (StubServer server = StubServer.error(status, code, message)) {
      assertThat(server.ask().getClass().getSimpleName()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | invalid_api_key          | OPENAI_API_KEY
          403 | unsupported_country      | OPENAI_API_KEY
          404 | model_not_found          | OPENAI_MODEL
          308 |                          | OPENAI_BASE_URL
          """)
  void settingsThatCanNeverWorkAreNamed(int status, String code, String setting) {
    try (StubServer server =
        StubServer.error(status, code, "No.", "location", "http://127.0.0.1:1/")) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unusable.class,
              unusable -> assertThat(unusable.message()).contains("fix: set " + setting));
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void anOptionThatTheModelDoesNotTakeIsNamed() {
    String body =
        "{\"error\":{\"message\":\"Unsupported.\",\"param\":\"service_tier\",\"code\":\"x\"}}";
    try (StubServer server = new StubServer(400, body, Map.of())) {
      assertThat(server.ask("OPENAI_SERVICE_TIER", "flex"))
          .isInstanceOfSatisfying(
              LlmOutcome.Unusable.class,
              unusable ->
                  assertThat(unusable.message())
                      .contains("change --tier of the job, or OPENAI_SERVICE_TIER"));
    }
  }

  @Test
  void aWebPageWithStatus200AsksForTheAddress() {
    String page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>x</body></html>";
    try (StubServer server = new StubServer(200, page, Map.of("content-type", "text/html"))) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.WebPage.class,
              web -> {
                assertThat(web.reason())
                    .startsWith("http://")
                    .endsWith(
                        "HTTP 200 with an HTML page: Sign in instead of JSON; is OPENAI_BASE_URL"
                            + " right?");
                assertThat(web.usage()).as("it may be billed").isNull();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | false | HTTP 403 with an HTML page: Sign in
          404 | false | HTTP 404 with an HTML page: Sign in
          502 | false | HTTP 502 with an HTML page: Sign in
          """)
  void aWebPageSaysNothingAboutRows(int status, boolean mayBeBilled, String reason) {
    String page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>x</body></html>";
    try (StubServer server = new StubServer(status, page, Map.of("content-type", "text/html"))) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> {
                assertThat(away.reason()).endsWith(reason);
                assertThat(away.mayBeBilled()).isEqualTo(mayBeBilled);
              });
    }
  }

  @Test
  void aGatewayThatFailsWithAPageIsAwayForAWhile() {
    Map<String, String> page = Map.of("content-type", "text/html");
    try (StubServer server = new StubServer(502, "<html><body>Bad Gateway</body></html>", page)) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away ->
                  assertThat(away.reason()).isEqualTo("HTTP 502 with an HTML page: Bad Gateway"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void nothingIsSentAgainUnasked(int status) {
    try (StubServer server = StubServer.error(status, "", "Later.", "retry-after", "0")) {
      assertThat(server.ask())
          .isEqualTo(new LlmOutcome.Unavailable("HTTP %d: Later.".formatted(status), 0, false));
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | x                    | true
          503 | x                    | true
          529 | x                    | true
          408 | x                    | true
          409 | x                    | false
          498 | x                    | false
          429 | resource_unavailable | false
          """)
  void serverErrorMayBeBilledIfTheSettingSaysSo(int status, String code, boolean mayBeBilled) {
    try (StubServer server = StubServer.error(status, code, "Later.")) {
      assertThat(server.ask("LLM_SERVER_ERRORS_BILLED", "true"))
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> assertThat(away.mayBeBilled()).isEqualTo(mayBeBilled));
      assertThat(server.ask().usage()).as("by default").isEqualTo(LlmUsage.NONE);
    }
  }

  @Test
  void aServerThatIsAwayMayComeBack() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:%d/v1".formatted(port));
    try (OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(nobody))) {
      assertThat(openAi.model().ask(TestRequests.aboutThree()).outcome())
          .isInstanceOfSatisfying(
              LlmOutcome.Unavailable.class,
              away -> {
                assertThat(away.reason()).isEqualTo(nobody + ": connection refused or timed out");
                assertThat(away.mayBeBilled()).isFalse();
                assertThat(away.usage()).isEqualTo(LlmUsage.NONE);
              });
    }
  }

  @Test
  void interruptedThreadLearnsThatItsWorkerStops() {
    try (StubServer server = new StubServer(200, "{}", Map.of())) {
      Thread.currentThread().interrupt();
      assertThat(server.ask().detail()).endsWith("its worker stops");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aSmallServerNeedsToSayLittle() {
    String content = AnswerMessage.write(List.of()).toString().replace("\"", "\\\"");
    String body = "{\"choices\":[{\"message\":{\"content\":\"" + content + "\"}}]}";
    try (StubServer server = new StubServer(200, body, Map.of())) {
      LlmOutcome.Answered answered = (LlmOutcome.Answered) server.ask();
      assertThat(answered.usage()).isNull();
      assertThat(answered.limits()).isEqualTo(ObservedLimits.NONE);
      assertThat(answered.items().values()).containsOnly(new ItemAnswer.Missing());
    }
  }

  /// Servers do repeat keys in what they say.
  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 503})
  void theKeyIsInNoOutcomeAndNoLog(int status) throws Exception {
    PrintStream standard = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (StubServer server =
        StubServer.error(
            status,
            TestRequests.KEY,
            "key " + TestRequests.KEY,
            "location",
            "/" + TestRequests.KEY)) {
      LlmOutcome outcome = server.ask();

      assertThat(outcome.toString()).doesNotContain(TestRequests.KEY);
      assertThat(new JsonMapper().writeValueAsString(outcome)).doesNotContain(TestRequests.KEY);
    } finally {
      System.setErr(standard);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(TestRequests.KEY);
  }
}
