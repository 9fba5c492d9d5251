package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A run by a model as the HTTP API of the stack shows it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebApiIT {

  private EmbeddedStack stack;
  private ApiClient api;
  private String token;

  @BeforeAll
  void classifyTheSamples(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.up(folder, "--simulate");
    BuiltProgram.Result run =
        stack.local("run", Samples.FILE.toString(), "--simulate", "--job", "samples");
    assertThat(run.exit()).as(run.err()).isZero();
    BuiltProgram.Result created =
        stack.local("token", "create", "tests", "--role", "operator", "--expires", "1d");
    assertThat(created.exit()).as(created.err()).isZero();
    token = created.out().strip();
    api = new ApiClient(stack.address("worker"));
  }

  @AfterAll
  void stop() throws Exception {
    if (stack != null) {
      stack.down();
    }
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = api.get(path, token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ApiClient.JSON.readTree(response.body());
  }

  @Test
  void runIsShownWithItsFigures() throws Exception {
    JsonNode job = json("/jobs/samples");
    assertThat(job.path("state").asText()).isEqualTo("complete");
    assertThat(job.path("rows").asInt()).isEqualTo(129);
    assertThat(job.path("classified").asInt() + job.path("rejected").asInt()).isEqualTo(129);
    assertThat(job.path("requests").asInt()).isPositive();
    assertThat(json("/jobs/samples/series").path("points").findValuesAsText("rows"))
        .anyMatch(rows -> !rows.equals("0"));
    assertThat(json("/jobs/samples/breakdown").path("families")).isNotEmpty();
    assertThat(json("/cluster").path("workers")).isNotEmpty();
  }

  @Test
  void requestShowsWhatTheModelWasToldAndSaid() throws Exception {
    String id =
        json("/requests?job=samples&limit=1").path("items").path(0).path("request").asText();
    JsonNode messages = json("/requests/" + id).path("messages");
    assertThat(messages.findValuesAsText("role")).containsExactly("system", "user", "assistant");
    assertThat(messages.path(1).path("content").asText()).contains("\"indicators\"");
  }

  @Test
  void exportHasALineForEveryAnswer() throws Exception {
    long answers = stack.number("select count(*) from classifications");
    assertThat(api.get("/results.csv", token).body().lines()).hasSize((int) answers + 1);
  }

  @Test
  void completeJobCannotBeStopped() throws Exception {
    HttpResponse<String> response = api.post("/jobs/samples/cancel", token, "");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("samples is complete");
  }
}
