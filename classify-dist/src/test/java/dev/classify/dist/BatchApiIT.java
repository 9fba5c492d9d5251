package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client other than our command line calls the workers through Restate.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class BatchApiIT {

  /// Restate would repeat a batch that cannot be stored for ever; a test waits this long.
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String SECRET = "secret of a test";

  private final EmbeddedStack stack;

  BatchApiIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @Test
  void everyBadRowBecomesARejectionAndTheGoodOnesAreStored() throws Exception {
    String unstorable = "\\u0000, \\ud800";
    String longId = "x".repeat(300) + "é".repeat(300);
    JsonNode answer =
        batch(
            "bad-rows",
            "bad-rows",
            """
            {"indicator_id": "GOOD.1", "name": "Unemployment rate", "units": "%%"},
            {"indicator_id": "NO.NAME"},
            {"name": "no id"},
            {"indicator_id": "%s", "name": "id too long"},
            {"indicator_id": "%s", "name": "id far too long for any index"},
            {"indicator_id": "NUL.ID\\u0000", "name": "id that no table holds"},
            {"indicator_id": "HALF.ID\\ud800", "name": "id that UTF-8 cannot write"},
            {"indicator_id": "GOOD.1", "name": "the same id again"},
            "not an object", 5, null, [], {},
            {"indicator_id": "GOOD.2", "name": "Texts %s", "units": "%% %s", "topic": "%s"},
            {"indicator_id": "GOOD.3", "name": "Samples", "sample_values": "no JSON {"},
            {"indicator_id": "GOOD.4", "name": "Samples", "sample_values": {"a": 1}},
            {"indicator_id": "GOOD.5", "name": "Samples",
             "sample_values": [{"date": "?", "value": "much"}, {"date": "2024-01-31", "value": 1}]}
            """
                .formatted(longId, randomText(9_000), unstorable, unstorable, unstorable));
    assertThat(answer.get("classified").asInt()).isEqualTo(5);
    assertThat(answer.get("rejected").asInt()).isEqualTo(12);

    assertThat(
            stack.text(
                "select string_agg(indicator_id, ' ' order by indicator_id) from classifications"
                    + " where job_id = 'job of bad-rows'"))
        .isEqualTo("GOOD.1 GOOD.2 GOOD.3 GOOD.4 GOOD.5");
    assertThat(stack.text("select name from classifications where indicator_id = 'GOOD.1'"))
        .isEqualTo("Unemployment rate");
    assertRejected("NO.NAME#%", "name: is empty");
    assertRejected("#bad-rows/3", "indicator_id: is empty");
    assertRejected("xxx%", "at most 512");
    assertRejected("NUL.ID%", "U+0000");
    assertRejected("HALF.ID%", "half of a character");
    assertRejected("GOOD.1#%", "stands twice in the batch");
    assertThat(
            stack.number(
                "select count(*) from rejections where job_id = 'job of bad-rows'"
                    + " and stage = 'input' and reason <> ''"))
        .isEqualTo(12);
    assertThat(attempts("job of bad-rows")).isEqualTo(17);
  }

  @Test
  void sameIdempotencyKeyTwiceIsStoredOnce() throws Exception {
    JsonNode first = batch("same-key", "same-key", row("ONCE.1"));
    JsonNode second = batch("same-key", "same-key", row("ONCE.1"));
    assertThat(second).isEqualTo(first);
    assertThat(attempts("job of same-key")).isOne();
  }

  /// Like a load balancer that repeats a call after losing its answer.
  @Test
  void sameBatchUnderAnotherIdempotencyKeyIsStoredOnce() throws Exception {
    JsonNode first = batch("repeated/1", "repeated", row("ONCE.2"));
    JsonNode second = batch("repeated/2", "repeated", row("ONCE.2"));
    assertThat(first.get("classified").asInt()).isOne();
    assertThat(second).isEqualTo(first);
    assertThat(attempts("job of repeated")).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        """
        {"batchKey": "no-indicators", "jobId": "j", "generation": 1, "runId": "r"}
        """,
        """
        {"batchKey": "no-job", "generation": 1, "runId": "r", "indicators": []}
        """,
        """
        {"batchKey": "no-generation", "jobId": "j", "runId": "r", "indicators": []}
        """,
        """
        {"batchKey": "nul\\u0000", "jobId": "j", "generation": 1, "runId": "r", "indicators": []}
        """
      })
  void invalidBatchIsRefusedAtOnce(String body) throws Exception {
    HttpResponse<String> answer = post("batch", body, "refused " + body.hashCode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void describeReportsProviderAndVersions() throws Exception {
    HttpResponse<String> answer = post("describe", "", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode description = new ObjectMapper().readTree(answer.body());
    assertThat(description.get("build").asText()).matches("[0-9]+\\.[0-9]+.*");
    assertThat(description.at("/answers/provider").asText()).isEqualTo("rules");
    assertThat(description.at("/answers/taxonomy").asText()).isNotEmpty();
    assertThat(description.at("/answers/rules").asText()).isNotEmpty();
  }

  @Test
  void traceReportsTheWorkerOfEachStepAndRefusesInvalidNumbers() throws Exception {
    HttpResponse<String> answer = post("trace", "{\"steps\": 3}", "trace 3");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).get("workers"))
        .map(JsonNode::asText)
        .containsExactly("worker", "worker", "worker");
    for (int steps : new int[] {0, 21}) {
      assertThat(post("trace", "{\"steps\": " + steps + "}", "trace " + steps).statusCode())
          .isEqualTo(400);
    }
  }

  private JsonNode batch(String idempotencyKey, String batchKey, String rows) throws Exception {
    stack.openJob("job of " + batchKey, SECRET);
    String body =
        """
        {"batchKey": "%s", "jobId": "job of %s", "generation": 1, "round": 0, "ordinal": 0,
         "runId": "test", "jobSecret": "%s", "indicators": [%s]}
        """
            .formatted(batchKey, batchKey, SECRET, rows);
    HttpResponse<String> answer = post("batch", body, idempotencyKey);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> post(String handler, String body, String idempotencyKey)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.address("restate-ingress").resolve("/classify-api/" + handler))
            .timeout(TIMEOUT);
    if (body.isEmpty()) {
      request.POST(BodyPublishers.noBody());
    } else {
      request.POST(BodyPublishers.ofString(body)).header("content-type", "application/json");
      request.header("idempotency-key", idempotencyKey);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String row(String id) {
    return "{\"indicator_id\": \"%s\", \"name\": \"Unemployment rate\"}".formatted(id);
  }

  /// Text that does not compress, because the database compresses before it checks the length.
  private static String randomText(int length) {
    return new Random(1)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void assertRejected(String id, String reason) throws Exception {
    assertThat(stack.text("select reason from rejections where indicator_id like '" + id + "'"))
        .contains(reason);
  }

  private long attempts(String job) throws Exception {
    return stack.number(
        "select count(*) from classification_attempts where job_id = '" + job + "'");
  }
}
