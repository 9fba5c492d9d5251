package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The health check of a worker, for load balancers.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class HealthIT {

  private static final String HEALTH = "/classify-api/health";

  private final EmbeddedStack stack;

  HealthIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @Test
  void healthyWorkerReportsItsNameAndChecks() throws Exception {
    JsonNode first = report(200, HEALTH);
    assertThat(first.get("status").asText()).isEqualTo("ok");
    assertThat(first.get("service").asText()).isEqualTo("worker");
    assertThat(first.get("version").asText()).matches("[0-9]+\\.[0-9]+.*");
    assertThat(first.get("uptime_seconds").asLong()).isNotNegative();
    assertThat(first.at("/checks/database/status").asText()).isEqualTo("ok");
    assertThat(report(200, HEALTH + "/ready").at("/checks/database/status").asText())
        .isEqualTo("ok");
    assertThat(report(200, HEALTH + "/live").get("status").asText()).isEqualTo("ok");
  }

  /// A stopped process looks to its clients like a lost machine, and the supervisor does not
  /// restart it.
  @Test
  void workerWithoutDatabaseIsLiveButNotReadyUntilTheDatabaseReturns() throws Exception {
    List<ProcessHandle> database = postgres();
    signal("STOP", database);
    try {
      // A check is repeated to callers for a second.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(get(HEALTH).statusCode()).isEqualTo(503));
      JsonNode report = report(503, HEALTH);
      assertThat(report.get("status").asText()).isEqualTo("unavailable");
      assertThat(report.at("/checks/database/status").asText()).isEqualTo("unavailable");
      assertThat(report.at("/checks/database/error").asText()).isNotEmpty();
      assertThat(report(200, HEALTH + "/live").get("status").asText()).isEqualTo("ok");
    } finally {
      signal("CONT", database);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get(HEALTH).statusCode()).isEqualTo(200));
  }

  private List<ProcessHandle> postgres() throws IOException {
    ProcessHandle server = stack.program().part("postgres");
    return Stream.concat(Stream.of(server), server.descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private JsonNode report(int status, String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(stack.address("worker").resolve(path))
            .header("accept", "application/vnd.restate.endpointmanifest.v3+json, application/json")
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
