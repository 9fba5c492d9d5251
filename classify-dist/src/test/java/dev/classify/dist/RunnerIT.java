package dev.classify.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that are started over HTTP, on a stack whose model is the simulator.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunnerIT {

  /// Other tests may take all the CPU meanwhile.
  private static final int PATIENCE_SECONDS = 120;

  private static final double PAGE_MILLIS = 30_000;

  private static final String NAME = "ada";
  private static final String PASSWORD = "correct horse battery staple";

  private Path folder;
  private EmbeddedStack stack;
  private ApiClient api;
  private String token;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    // Slow enough that a job can be interrupted.
    stack = EmbeddedStack.up(folder, Map.of(), "--simulator", "latency=constant:500ms");
    BuiltProgram.Result created =
        stack.local("token", "create", "tests", "--role", "operator", "--expires", "1d");
    assertThat(created.exit()).as(created.err()).isZero();
    token = created.out().strip();
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    BuiltProgram.Result added =
        stack.local(
            "user", "add", NAME, "--role", "operator", "--password-file", password.toString());
    assertThat(added.exit()).as(added.err()).isZero();
    api = new ApiClient(stack.address("worker"));
  }

  @AfterAll
  void stop() throws Exception {
    if (stack != null) {
      stack.down();
    }
  }

  @Test
  void fileIsEstimatedAndClassifiedAsByACommand() throws Exception {
    String upload = upload(Files.readString(Samples.FILE));
    JsonNode preview = json(api.get("/uploads/" + upload + "/preview", token));
    assertThat(preview.path("rows").asInt()).isEqualTo(129);
    assertThat(preview.path("mappingProblem").isNull()).isTrue();

    JsonNode estimate =
        ended(
                json(
                    api.post(
                        "/uploads/" + upload + "/estimates",
                        token,
                        "{\"provider\":\"openai\",\"rowsPerRequest\":5}")))
            .path("estimate");
    assertThat(estimate.path("rows").asInt()).isEqualTo(129);
    assertThat(estimate.path("requests").asInt()).isGreaterThan(20);

    JsonNode task = ended(start(upload, json -> json.put("provider", "rules")));
    assertThat(task.path("state").asText()).as(task.toString()).isEqualTo("done");
    JsonNode job = json(api.get("/jobs/" + task.path("job").asText(), token));
    assertThat(job.path("state").asText()).isEqualTo("complete");
    assertThat(job.path("classified").asInt()).isEqualTo(129);
    assertThat(job.path("source").asText()).isEqualTo("rows.csv");
  }

  @Test
  void unusableRowsAreListedAndAFileWithoutAnyGoodOneFails() throws Exception {
    JsonNode task =
        ended(
            start(
                upload("Code,Label\nR1,Exports of goods\nR2,\n"),
                json -> {
                  json.put("provider", "rules");
                  json.putObject("columns").put("Code", "indicator_id").put("Label", "name");
                }));
    JsonNode input = json(api.get("/jobs/" + task.path("job").asText() + "/input", token));
    assertThat(input.path("rowProblems")).hasSize(1);
    assertThat(input.path("rowProblems").path(0).path("line").asInt()).isEqualTo(3);

    JsonNode failed = ended(start(upload("id,name\nX,\n"), _ -> {}));
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("problem").asText()).contains("the only row is unusable");
  }

  @Test
  void fileIsUploadedMappedAndClassified() throws Exception {
    Path input =
        Samples.write(
            Files.createTempFile(stack.program().home(), "mapped", ".csv"),
            List.of(
                List.of("Mnemonic", "title", "unit", "description"),
                List.of("UP.1", "Exports of goods, uploaded", "USD", "sprzeda\u017C"),
                List.of("UP.2", "", "USD", "us\u0142ugi"),
                List.of("UP.3", "Unemployment rate, uploaded", "%", "")));
    Files.writeString(input, Files.readString(input), Charset.forName("windows-1250"));
    assumeTrue(WebBrowser.program().isPresent(), "no chromium on this machine");
    try (WebBrowser browser = new WebBrowser(WebBrowser.program().orElseThrow());
        Visit visit = browser.visit(stack.address("worker"), 1_600, ColorScheme.LIGHT, null)) {
      setDefaultAssertionTimeout(PAGE_MILLIS);
      visit.open("#/jobs");
      visit.logIn(NAME, PASSWORD);
      visit.link("Start a job").click();
      visit.page().getByLabel("File of indicators").setInputFiles(input);
      PlaywrightAssertions.assertThat(visit.page().getByText("which encoding it has")).isVisible();
      visit.page().getByLabel("Encoding").selectOption("windows-1250");
      PlaywrightAssertions.assertThat(visit.page().getByText("has no column indicator_id"))
          .isVisible();
      visit.page().getByLabel("Read description as").selectOption("");
      visit.page().getByLabel("Read Mnemonic as").selectOption("indicator_id");
      PlaywrightAssertions.assertThat(visit.page().locator(".first-rows tbody tr")).hasCount(3);
      PlaywrightAssertions.assertThat(visit.page().locator(".first-rows .bad")).hasCount(1);
      PlaywrightAssertions.assertThat(visit.page().locator(".first-rows"))
          .not()
          .containsText("description");
      visit.page().getByLabel("Answered by").selectOption("cascade");
      visit.page().getByLabel("If the model keeps failing").selectOption("rules");
      visit.page().getByLabel("Patience with it").selectOption("1m");
      PlaywrightAssertions.assertThat(visit.page().locator(".estimate .facts")).isVisible();
      visit.assertSound();
      visit.button("Start with 2 rows").click();
      PlaywrightAssertions.assertThat(visit.page().locator(".page-head .badge"))
          .hasText("complete", new HasTextOptions().setTimeout(60_000));
      PlaywrightAssertions.assertThat(visit.page().locator(".problems tbody tr")).hasCount(1);
      visit.assertSound();
    }
    assertThat(stack.text("select count(*)::text from classifications where name like '%uploaded'"))
        .isEqualTo("2");
    assertThat(
            stack.text(
                "select settings #>> '{file,encoding}' || ' ' || (settings #>> '{outage,patience}')"
                    + " from runner_tasks where kind = 'run' and settings ? 'file' and"
                    + " settings #>> '{columns,description}' = ''"))
        .isEqualTo("windows-1250 1m");
  }

  @Test
  void runThatWaitsForAnotherOfItsFileIsCancelledOnThePage() throws Exception {
    assumeTrue(WebBrowser.program().isPresent(), "no chromium on this machine");
    String upload =
        upload(Files.readString(Samples.distinct(folder, 40)).replace(", series", ", waiting"));
    JsonNode first =
        start(
            upload,
            json ->
                json.put("provider", "openai")
                    .put("rowsPerRequest", 5)
                    .put("requestsPerMinute", 10));
    String job = begun(first).path("job").asText();
    try (WebBrowser browser = new WebBrowser(WebBrowser.program().orElseThrow());
        Visit visit = browser.visit(stack.address("worker"), 1_600, ColorScheme.LIGHT, null)) {
      setDefaultAssertionTimeout(PAGE_MILLIS);
      visit.open("#/jobs");
      visit.logIn(NAME, PASSWORD);
      PlaywrightAssertions.assertThat(visit.heading("Jobs")).isVisible();
      visit.open("#/start?upload=" + upload);
      visit.button("Start with 40 rows").click();
      PlaywrightAssertions.assertThat(visit.button("Waiting for the runner…")).isVisible();
      visit.assertSound();
      visit.button("Cancel").click();
      PlaywrightAssertions.assertThat(visit.page().getByText("The run is cancelled.")).isVisible();
      PlaywrightAssertions.assertThat(visit.button("Start with 40 rows")).isEnabled();
    }
    assertThat(
            stack.text(
                "select string_agg(state || coalesce(' ' || problem, ''), ', ' order by asked_at)"
                    + " from runner_tasks where kind = 'run' and upload_id = '%s'"
                        .formatted(upload)))
        .isEqualTo("running, failed it was cancelled by " + NAME);
    json(api.post("/jobs/" + job + "/cancel", token, ""));
    assertThat(ended(first).path("state").asText()).isEqualTo("done");
  }

  @Test
  void killedRunnerIsFollowedByAnotherAndNothingIsPaidTwice() throws Exception {
    JsonNode task =
        start(
            upload(Files.readString(Samples.distinct(folder, 200))),
            json ->
                json.put("provider", "openai")
                    .put("rowsPerRequest", 5)
                    .put("requestsPerMinute", 120));
    String job = begun(task).path("job").asText();
    awaitNumber("select count(*) from classifications where job_id = '%s'".formatted(job), 20);
    assertThat(runner().orElseThrow().destroyForcibly()).isTrue();

    JsonNode ended = ended(task);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
    assertThat(ended.path("job").asText()).isEqualTo(job);
    assertEachRowOnce(job, 200);
    assertNothingPaidTwice(job);
  }

  @Test
  void pausedJobStaysPausedWhenAnotherRunnerTakesItUp() throws Exception {
    JsonNode task =
        start(
            upload(Files.readString(Samples.distinct(folder, 60)).replace(", series", ", paused")),
            json ->
                json.put("provider", "openai")
                    .put("rowsPerRequest", 5)
                    .put("requestsPerMinute", 60));
    String job = begun(task).path("job").asText();
    awaitNumber("select count(*) from classifications where job_id = '%s'".formatted(job), 5);
    json(api.post("/jobs/" + job + "/pause", token, ""));
    assertThat(runner().orElseThrow().destroyForcibly()).isTrue();

    awaitNumber(
        "select count(*) from jobs where job_id = '%s' and started_at > paused_at".formatted(job),
        1);
    assertThat(json(api.get("/jobs/" + job, token)).path("state").asText()).isEqualTo("paused");
    json(api.post("/jobs/" + job + "/resume", token, ""));
    assertThat(ended(task).path("state").asText()).isEqualTo("done");
    assertEachRowOnce(job, 60);
  }

  @Test
  void stackThatStopsContinuesItsJobsAtTheNextStart() throws Exception {
    JsonNode task =
        start(
            upload(Files.readString(Samples.distinct(folder, 150)).replace(", series", ", row")),
            json ->
                json.put("provider", "openai")
                    .put("rowsPerRequest", 5)
                    .put("requestsPerMinute", 90));
    String job = begun(task).path("job").asText();
    awaitNumber("select count(*) from classifications where job_id = '%s'".formatted(job), 10);
    stack.down();
    BuiltProgram.Result up = stack.local("up", "--simulator", "latency=constant:500ms");
    assertThat(up.exit()).as(up.err()).isZero();

    JsonNode ended = ended(task);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
    assertEachRowOnce(job, 150);
  }

  @Test
  void rejectedRowIsAskedAboutAgain() throws Exception {
    JsonNode task =
        ended(
            start(
                upload("id,name\nQ1,Imports of services\nQ2,Exports of services\n"),
                json -> json.put("provider", "openai")));
    String job = task.path("job").asText();
    stack.execute(
        """
        with answer as (
          delete from classifications where indicator_id = 'Q2'
          returning indicator_id, answer_version, content_hash, job_id, generation, round, batch_key,
                    worker)
        insert into rejections (indicator_id, stage, reason, answer_version, content_hash, job_id,
                                generation, round, batch_key, worker)
        select indicator_id, 'model', 'no valid answer', answer_version, content_hash, job_id,
               generation, round, batch_key, worker from answer
        """);

    JsonNode retried = json(api.post("/jobs/" + job + "/retry", token, ""));
    assertThat(retried.path("queued").asBoolean()).isTrue();
    awaitNumber("select count(*) from classifications where indicator_id = 'Q2'", 1);
    assertThat(stack.number("select count(*) from rejections where indicator_id = 'Q2'")).isZero();
  }

  private void assertEachRowOnce(String job, int rows) throws Exception {
    assertThat(
            stack.number("select count(*) from classifications where job_id = '%s'".formatted(job)))
        .isEqualTo(rows);
    assertThat(
            stack.number(
                "select count(*) from classification_attempts where job_id = '%s'".formatted(job)))
        .isEqualTo(rows);
  }

  private void assertNothingPaidTwice(String job) throws Exception {
    assertThat(
            stack.number(
                "select sum(indicators) from llm_requests where job_id = '%s' and state = 'answered'"
                    .formatted(job)))
        .isEqualTo(
            stack.number(
                "select count(distinct content_hash) from classifications where job_id = '%s'"
                    .formatted(job)));
  }

  private String upload(String content) throws Exception {
    HttpResponse<String> response = api.post("/uploads?name=rows.csv", token, content);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return ApiClient.JSON.readTree(response.body()).path("upload").asText();
  }

  /// Fills in the settings of a job.
  private interface Settings {
    void fill(ObjectNode json);
  }

  private JsonNode start(String upload, Settings settings) throws Exception {
    ObjectNode json = ApiClient.JSON.createObjectNode().put("upload", upload);
    settings.fill(json);
    return json(api.post("/jobs", token, json.toString()));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
    return ApiClient.JSON.readTree(response.body());
  }

  private JsonNode task(JsonNode asked) throws Exception {
    return json(api.get("/tasks/" + asked.path("task").asText(), token));
  }

  private JsonNode begun(JsonNode asked) {
    return await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .pollInterval(300, MILLISECONDS)
        .until(() -> task(asked), task -> !task.path("job").isNull());
  }

  private JsonNode ended(JsonNode asked) {
    return await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .pollInterval(300, MILLISECONDS)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> task(asked), task -> !task.path("endedAt").isNull());
  }

  private void awaitNumber(String query, int atLeast) {
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .pollInterval(200, MILLISECONDS)
        .until(() -> stack.number(query) >= atLeast);
  }

  /// The process of the runner, while there is one.
  private Optional<ProcessHandle> runner() throws Exception {
    JsonNode status = ApiClient.JSON.readTree(stack.local("status", "--output", "json").out());
    List<JsonNode> parts =
        StreamSupport.stream(status.path("parts").spliterator(), false)
            .filter(part -> part.path("part").asText().equals("runner"))
            .toList();
    assertThat(parts).as(status.toString()).hasSize(1);
    return ProcessHandle.of(parts.getFirst().path("pid").asLong());
  }
}
