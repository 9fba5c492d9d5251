package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What follows from an error of the Files and Batches endpoints.
class BatchErrorReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 | {"error":{"message":"Odd file.","code":"new_code"}}                            | NEVER  | the provider refuses the file of requests: 400: Odd file.
          400 | {"error":{"message":"Billing hard limit","code":"billing_hard_limit_reached"}}  | NEVER  | Billing hard limit
          400 | <html><title>400 Bad Request</title></html>                                      | AGAIN  | 400 Bad Request
          401 | {"error":{"message":"Incorrect API key provided: sk-test-0123456789abcdef"}}     | NEVER  | refuses the key
          403 | {"error":{"message":"Not allowed.","code":"x"}}                                  | NEVER  | refuses the key
          403 | <html><title>403 Forbidden</title></html>                                        | AGAIN  | 403 Forbidden
          404 | {"error":{"message":"No batch found with id 'batch_1'."}}                        | GONE   | No batch found
          404 | {}                                                                               | GONE   | has no such file, batch or Batch API
          404 |                                                                                  | GONE   | has no such file, batch or Batch API
          404 | <html><title>404 Not Found</title></html>                                        | AGAIN  | 404 Not Found
          405 | {"detail":"Method Not Allowed"}                                                  | GONE   | has no such file, batch or Batch API
          413 | {"error":{"message":"Too large."}}                                               | NEVER  | Too large.
          429 | {"error":{"message":"Slow down.","code":"rate_limit_exceeded"}}                  | AGAIN  | Slow down.
          429 | {"error":{"message":"Pay first.","code":"insufficient_quota"}}                   | NEVER  | nothing left to spend
          500 | {"error":{"message":"Oops."}}                                                    | UNSURE | Oops.
          501 | {"error":{"message":"Not implemented."}}                                         | GONE   | Not implemented.
          502 | <html><title>502 Bad Gateway</title></html>                                      | UNSURE | 502 Bad Gateway
          503 |                                                                                  | UNSURE | 503
          200 | <html><title>Sign in</title></html>                                              | UNSURE |
          """)
  void errorSaysWhetherTheCallIsTriedAgain(
      int status, String body, BatchApiFailure.Kind kind, String problem) {
    try (StubServer server = new StubServer(status, body == null ? "" : body, Map.of())) {
      BatchApiFailure failure = failure(server.baseUrl());

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.problem())
          .contains(problem == null ? "" : problem)
          .doesNotContain(TestRequests.KEY);
    }
  }

  @Test
  void rateLimitIsWaitedForAsLongAsTheProviderAsks() {
    try (StubServer server = StubServer.error(429, "x", "Slow down.", "retry-after", "30")) {
      assertThat(failure(server.baseUrl()).pause()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void callThatReachedNobodyHadNoEffect() {
    assertThat(failure(URI.create("http://127.0.0.1:1/v1")).kind())
        .isEqualTo(BatchApiFailure.Kind.AGAIN);
  }

  private static BatchApiFailure failure(URI baseUrl) {
    try (OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(baseUrl))) {
      return catchThrowableOfType(
          BatchApiFailure.class, () -> openAi.batchApi().retrieve("batch_1"));
    }
  }
}
