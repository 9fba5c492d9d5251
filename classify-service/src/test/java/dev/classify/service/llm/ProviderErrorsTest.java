package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors as providers other than OpenAI write them.
class ProviderErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          401 | {"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}      | unusable
          401 | {"error":{"code":401,"message":"Unauthorized","param":{"a":1}}}                       | unusable
          401 | {"detail":"Unauthorized"}                                                            | unusable
          401 | <html><head><title>401 Authorization Required</title></head></html>                  | unusable
          400 | [{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}] | unusable
          400 | {"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}} | too-large
          400 | {"message":"This model's maximum context length is 2048 tokens."}                    | too-large
          413 | <html><title>413 Request Entity Too Large</title></html>                             | too-large
          429 | [{"error":{"code":429,"message":"Quota exceeded.","status":"RESOURCE_EXHAUSTED"}}]   | throttled
          429 | <html><title>429 Too Many Requests</title></html>                                    | throttled
          402 | {"error":{"code":402,"message":"Insufficient credits"}}                              | quota-exhausted
          403 | {"error":{"code":403,"message":"Your input was flagged by moderation"}}              | refused
          503 | {"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}          | unavailable
          500 | Internal Server Error                                                                | unavailable
          502 |                                                                                      | unavailable
          498 | {"error":{"message":"Flex tier capacity exceeded","type":"capacity_exceeded"}}       | unavailable
          404 | {"error":"model 'm' not found, try pulling it first"}                                | unusable
          200 | {"error":{"code":401,"message":"No auth credentials found"}}                         | unusable
          200 | {"error":{"code":429,"message":"Rate limited upstream"}}                             | throttled
          200 | [{"error":{"code":503,"message":"The model is overloaded."}}]                        | unavailable
          200 | {"error":"upstream failed"}                                                          | unavailable
          200 | {"choices":[{"error":{"code":502,"message":"Provider returned error"},"message":{"content":""}}]} | unavailable
          200 | {"choices":[{"error":{"code":429,"message":"Slow down"},"finish_reason":"error"}]}   | throttled
          200 | {"choices":[{"finish_reason":"length","message":{"content":"","reasoning_content":"Hm"}}]} | cut-off
          200 | {"choices":[{"finish_reason":"length","message":{"content":null}}]}                  | cut-off
          200 | {"choices":[{"finish_reason":"stop","message":{"content":""}}]}                      | malformed
          200 | {"choices":[]}                                                                       | malformed
          """)
  void everyServersErrorsAreRead(int status, String body, String word) {
    try (StubServer server = new StubServer(status, body == null ? "" : body, Map.of())) {
      assertThat(server.ask().word()).isEqualTo(word);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 | {"message":"The provided JSON schema contains features not supported by xgrammar.","code":400} | the answer format bounded schema
          400 | [{"error":{"message":"Invalid JSON payload received. Unknown name \\"type\\": Proto field is not repeating"}}] | the answer format bounded schema
          400 | [{"error":{"message":"The specified schema produces a constraint that has too many states for serving."}}] | the answer format bounded schema
          400 | {"error":{"message":"Das wird nicht unterstuetzt.","code":7}}                         | the answer format bounded schema
          500 | {"error":{"code":500,"message":"failed to parse grammar"}}                           | the answer format bounded schema
          400 | {"error":{"code":400,"message":"System role not supported"}}                         | the system role
          400 | {"error":"Conversation roles must alternate user/assistant/user/assistant"}          | the system role
          """)
  void whatAServerRefusesInAnyWordsIsLeftOut(int status, String body, String feature) {
    try (StubServer server = new StubServer(status, body, Map.of())) {
      assertThat(server.ask().detail())
          .isEqualTo(
              "the server does not support %s; requests from now on do without it"
                  .formatted(feature));
    }
  }

  @Test
  void withoutASystemRoleTheInstructionsBeginTheQuestion() {
    String body = "{\"error\":{\"message\":\"System role not supported\"}}";
    try (StubServer server = new StubServer(400, body, Map.of());
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).contains("\"role\":\"system\"");
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody())
          .doesNotContain("\"role\":\"system\"")
          .contains("You classify economic")
          .contains("{\\\"indicators\\\":");
    }
  }

  @Test
  void aRefusalWithoutAnyCauseIsBlamedOnTheFormatUntilNoneIsLeft() {
    try (StubServer server = new StubServer(400, "{\"error\":{\"message\":\"No.\"}}", Map.of());
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()))) {
      openAi.model().ask(TestRequests.aboutThree());
      openAi.model().ask(TestRequests.aboutThree());
      assertThat(server.lastBody()).contains("json_object");
      LlmOutcome last = openAi.model().ask(TestRequests.aboutThree()).outcome();
      assertThat(server.lastBody()).doesNotContain("response_format");
      assertThat(last.word()).isEqualTo("refused");
    }
  }

  /// A limit of hours is held for a quarter of an hour at most, and told.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rate limit reached for requests. | 2 | 2000 | HTTP 429: Rate limit reached for requests.
          Rate limit reached on requests per day (RPD). | 18720 | 900000 | the quota of the day is used up for 5 h 12 min
          Rate limit reached on tokens per day (TPD). | 312 | 312000 | HTTP 429
          Slow down. | 99999999999 | 900000 | the provider asks to wait for more than a day
          """)
  void aHoldIsBounded(String message, String retryAfter, long millis, String said) {
    try (StubServer server = StubServer.error(429, "x", message, "retry-after", retryAfter)) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Throttled.class,
              throttled -> {
                assertThat(throttled.retryAfterMillis()).isEqualTo(millis);
                assertThat(throttled.message()).startsWith(said);
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rate limit exceeded: free-models-per-day                  | 900000
          Rate limit reached. Please try again in 7.66s.            | 7660
          Rate limit reached. Please try again in 1m26.4s. Sign up! | 86400
          Too many.                                                 | 5000
          """)
  void withoutAHeaderTheMessageSaysHowLong(String message, long millis) {
    try (StubServer server = StubServer.error(429, "x", message)) {
      assertThat(server.ask())
          .isInstanceOfSatisfying(
              LlmOutcome.Throttled.class,
              throttled -> assertThat(throttled.retryAfterMillis()).isEqualTo(millis));
    }
  }

  @Test
  void aFailingServerIsNotBelievedWithoutBoundEither() {
    try (StubServer server = StubServer.error(503, "x", "Later.", "retry-after", "86400")) {
      assertThat(((LlmOutcome.Unavailable) server.ask()).pauseMillis()).isEqualTo(900_000);
    }
  }

  @Test
  void aReplyFarLongerThanWhatWasAskedForIsNotRead() {
    String body = "{\"choices\":[{\"message\":{\"content\":\"" + "a".repeat(3_000_000) + "\"}}]}";
    try (StubServer server = new StubServer(200, body, Map.of())) {
      assertThat(server.ask("OPENAI_LOGPROBS", "off").detail()).contains("is longer than");
    }
  }

  @Test
  void aShortKeyMasksNoLetters() {
    try (StubServer server = StubServer.error(503, "", "at last, a gateway is back at a")) {
      assertThat(server.ask("OPENAI_API_KEY", "a").detail())
          .isEqualTo("HTTP 503: at last, *** gateway is back at ***");
    }
  }
}
