package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.identity.IdentityKeyPair;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody can do who reaches the ports of a stack, but has neither its key nor its database.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class StrangersIT {

  private static final String BATCH = "/invoke/classify-api/batch";
  private static final String DISCOVER = "/discover";

  private final EmbeddedStack stack;

  /// As Restate calls the workers.
  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

  StrangersIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void openJob() throws Exception {
    stack.clear();
    stack.openJob("open", "right");
  }

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void workerServesNobodyButItsNodes() throws Exception {
    NodeSignature node = node();
    NodeSignature stranger = NodeSignature.of(IdentityKeyPair.generate());
    NodeSignature forger = new NodeSignature(stranger.key(), node.keyId());
    Instant now = Instant.now();

    for (String path : new String[] {BATCH, DISCOVER, "/other/health"}) {
      assertThat(send(toWorker(path)).statusCode()).as("unsigned " + path).isEqualTo(401);
    }
    for (NodeSignature wrong : new NodeSignature[] {stranger, forger}) {
      assertThat(discover(wrong.token(DISCOVER, now)).statusCode()).isEqualTo(401);
    }
    assertThat(discover(node.token(BATCH, now)).statusCode()).as("other path").isEqualTo(401);
    assertThat(discover(node.token(DISCOVER, now.minusSeconds(90))).statusCode())
        .as("used again later")
        .isEqualTo(401);

    HttpResponse<String> discovery = discover(node.token(DISCOVER, now));
    assertThat(discovery.statusCode()).isEqualTo(200);
    List<String> handlers = new ArrayList<>();
    for (JsonNode service : new ObjectMapper().readTree(discovery.body()).get("services")) {
      for (JsonNode handler : service.get("handlers")) {
        handlers.add(service.get("name").asText() + "/" + handler.get("name").asText());
      }
    }
    assertThat(handlers)
        .containsExactlyInAnyOrder(
            "classify-api/batch",
            "classify-api/describe",
            "classify-api/trace",
            "projector-coordinator/beat",
            "projector-coordinator/leave",
            "projector-coordinator/status",
            "projector-coordinator/sweep");
    assertThat(send(toWorker("/classify-api/health")).statusCode()).isEqualTo(200);
  }

  @Test
  void batchWithoutTheSecretOfAnOpenJobIsRefused() throws Exception {
    for (String batch :
        new String[] {batch("open", "wrong"), batch("open", null), batch("none", "right")}) {
      HttpResponse<String> refused = send(toIngress("/classify-api/batch", batch));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
      assertThat(refused.body()).contains("no job with this id and this secret");
    }
    assertNothingStored();

    assertThat(send(toIngress("/classify-api/batch", batch("open", "right"))).statusCode())
        .isEqualTo(200);
    assertThat(stack.number("select count(*) from classifications")).isOne();
  }

  @Test
  void batchOfACompleteOrCancelledJobIsRefused(@TempDir Path folder) throws Exception {
    Path input = Samples.repeated(folder, 5);
    assertThat(stack.local("run", input.toString(), "--job", "complete").exit()).isZero();
    assertThat(stack.local("cancel", "open").exit()).isZero();
    String secret = stack.text("select secret from jobs where job_id = 'complete'");
    assertThat(secret).hasSize(43);

    HttpResponse<String> complete =
        send(toIngress("/classify-api/batch", batch("complete", secret)));
    HttpResponse<String> cancelled = send(toIngress("/classify-api/batch", batch("open", "right")));

    assertThat(complete.statusCode()).isEqualTo(403);
    assertThat(complete.body()).contains("the job is complete");
    assertThat(cancelled.statusCode()).isEqualTo(403);
    assertThat(cancelled.body()).contains("the job was cancelled by a person");
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(5);
  }

  /// Restate lets every page call it and read the reply; the worker refuses.
  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null"})
  void webPageStartsNoBatchAndReadsNothing(String origin) throws Exception {
    HttpResponse<String> batch =
        send(toIngress("/classify-api/batch", batch("open", "right"), "origin", origin));
    HttpResponse<String> description =
        send(toIngress("/classify-api/describe", null, "origin", origin));
    HttpResponse<String> trace =
        send(toIngress("/classify-api/trace", "{\"steps\":1}", "origin", origin));

    for (HttpResponse<String> refused : List.of(batch, description, trace)) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("calls of web pages are refused").hasSizeLessThan(200);
    }
    assertNothingStored();
  }

  @Test
  void webPageThatDoesNotWaitStartsNoBatchEither() throws Exception {
    HttpResponse<String> sent =
        send(
            toIngress(
                "/classify-api/batch/send",
                batch("open", "right"),
                "origin",
                "http://evil.example"));
    String id = new ObjectMapper().readTree(sent.body()).get("invocationId").asText();

    HttpResponse<String> end =
        send(HttpRequest.newBuilder(ingress("/restate/invocation/" + id + "/attach")).build());

    assertThat(end.statusCode()).as(end.body()).isGreaterThanOrEqualTo(400);
    assertNothingStored();
  }

  /// Restate itself answers whatever name and origin a request has.
  @Test
  void webPageReadsNothingAtTheAdminPort() throws Exception {
    HttpResponse<String> page =
        send(
            HttpRequest.newBuilder(stack.address("restate-admin").resolve("/query"))
                .header("origin", "http://evil.example")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"select * from sys_journal\"}"))
                .build());

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).startsWith("problem: ");
  }

  private void assertNothingStored() throws Exception {
    assertThat(stack.number("select count(*) from classifications")).isZero();
    assertThat(stack.number("select count(*) from job_batches")).isZero();
  }

  private NodeSignature node() throws Exception {
    Path home = stack.program().home();
    return new NodeSignature(
        Files.readString(home.resolve("identity.pem")),
        Files.readString(home.resolve("identity.pub")).strip());
  }

  private HttpResponse<String> discover(String token) throws Exception {
    return send(
        HttpRequest.newBuilder(stack.address("worker").resolve(DISCOVER))
            .header("accept", "application/vnd.restate.endpointmanifest.v3+json")
            .header("x-restate-signature-scheme", "v1")
            .header("x-restate-jwt-v1", token)
            .build());
  }

  private HttpRequest toWorker(String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(stack.address("worker").resolve(path));
    return path.equals(BATCH)
        ? request
            .header("content-type", "application/vnd.restate.invocation.v5")
            .POST(BodyPublishers.ofString("a forged journal"))
            .build()
        : request.build();
  }

  private HttpRequest toIngress(String path, @Nullable String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(ingress(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return body == null
        ? request.POST(BodyPublishers.noBody()).build()
        : request
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
  }

  private URI ingress(String path) throws Exception {
    return stack.address("restate-ingress").resolve(path);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static String batch(String job, @Nullable String secret) {
    return """
    {"batchKey":"key","jobId":"%s","generation":1,"runId":"r",
     "indicators":[{"indicator_id":"STRANGER","name":"Consumer prices"}]%s}
    """
        .formatted(job, secret == null ? "" : ",\"jobSecret\":\"" + secret + "\"");
  }
}
