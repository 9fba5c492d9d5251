package dev.classify.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.Role;
import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.TaskQueue;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import dev.classify.store.tasks.TaskSettings.ModelOutage;
import dev.classify.store.tasks.Uploads;
import dev.classify.web.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final JsonMapper JSON = new JsonMapper();

  private TestServer server;
  private TaskQueue queue;
  private String upload;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    queue = new TaskQueue(DATABASE.dataSource(), "runner-1");
    Uploads uploads = new Uploads(DATABASE.dataSource());
    byte[] rows = "id,name\nA,Exports\n".getBytes(StandardCharsets.UTF_8);
    upload =
        uploads
            .store(uploads.begin("rows.csv", "anna").orElseThrow(), new ByteArrayInputStream(rows))
            .uploadId();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> start(Role role, String key, String settings) throws Exception {
    return server.send(
        server
            .request(Optional.of(role), "/api/v1/jobs")
            .header("Idempotency-Key", key)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"upload\":\"%s\"%s}".formatted(upload, settings)))
            .build());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return JSON.readTree(response.body());
  }

  @Test
  void jobIsQueuedWithItsSettings() throws Exception {
    HttpResponse<String> response =
        start(
            Role.OPERATOR,
            "key-1",
            ",\"columns\":{\"Code\":\"indicator_id\"},\"provider\":\"cascade\",\"budgetUsd\":2.5,"
                + "\"rowsPerRequest\":20,\"requestsPerMinute\":60,\"tier\":\"flex\",\"force\":true");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    JsonNode task = json(response);
    assertThat(task.path("state").asText()).isEqualTo("queued");
    assertThat(task.path("job").isNull()).isTrue();

    RunnerTask claimed = queue.claim(true).orElseThrow();
    assertThat(claimed.uploadId()).isEqualTo(upload);
    assertThat(claimed.askedBy()).isEqualTo("anna");
    assertThat(claimed.settings().columns()).containsEntry("Code", "indicator_id");
    assertThat(claimed.settings().budgetUsd()).isEqualByComparingTo("2.5");
    assertThat(claimed.settings().force()).isTrue();
    begin(claimed, "job-1");
    queue.done(claimed.taskId(), null);
    JsonNode shown = server.json(Role.VIEWER, "/api/v1/tasks/" + task.path("task").asText());
    assertThat(shown.path("state").asText()).isEqualTo("done");
    assertThat(shown.path("job").asText()).isEqualTo("job-1");
    JsonNode input = server.json(Role.VIEWER, "/api/v1/jobs/job-1/input");
    assertThat(input.path("upload").asText()).isEqualTo(upload);
    assertThat(input.path("rowProblems")).isEmpty();
  }

  @Test
  void fileIsReadAndAFailingModelTreatedAsTheCallerSays() throws Exception {
    HttpResponse<String> response =
        start(
            Role.OPERATOR,
            "key-1",
            ",\"columns\":{\"Code\":\"Series ID\",\"Scale\":\"\"},\"delimiter\":\"\\t\","
                + "\"encoding\":\"windows-1250\",\"skipLines\":2,\"sheet\":\"Data\",\"provider\":\"cascade\","
                + "\"onModelFailure\":\"rules\",\"modelPatience\":\"90s\"");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    TaskSettings settings = queue.claim(true).orElseThrow().settings();
    assertThat(settings.columns())
        .containsExactlyInAnyOrderEntriesOf(Map.of("Code", "indicator_id", "Scale", ""));
    assertThat(settings.file()).isEqualTo(new FileSettings("\t", "windows-1250", 2, "Data"));
    assertThat(settings.outage()).isEqualTo(new ModelOutage(true, "90s"));
    assertThat(settings.again().file()).isEqualTo(settings.file());
    assertThat(settings.again().outage()).isEqualTo(settings.outage());
  }

  @Test
  void wrongTextOrPatienceIsRefusedBeforeAnythingIsQueued() throws Exception {
    HttpResponse<String> response =
        start(
            Role.OPERATOR,
            "key-1",
            ",\"delimiter\":\"x\",\"encoding\":\"utf-9\",\"skipLines\":-1,"
                + "\"provider\":\"openai\",\"onModelFailure\":\"rules\","
                + "\"modelPatience\":\"soon\",\"columns\":{\"a\":\"name\",\"b\":\"title\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("errors"))
        .extracting(JsonNode::asText)
        .anyMatch(error -> error.startsWith("the delimiter x is no separator"))
        .anyMatch(error -> error.startsWith("skipLines must be"))
        .anyMatch(error -> error.startsWith("onModelFailure rules is for the provider cascade"))
        .anyMatch(error -> error.startsWith("modelPatience must be"))
        .anyMatch(error -> error.startsWith("columns: name is already assigned to a"));
    assertThat(DATABASE.number("select count(*) from runner_tasks")).isZero();
  }

  @Test
  void sameKeyStartsOneJob() throws Exception {
    String first = json(start(Role.OPERATOR, "key-1", "")).path("task").asText();
    assertThat(json(start(Role.OPERATOR, "key-1", "")).path("task").asText()).isEqualTo(first);
    HttpResponse<String> other = start(Role.OPERATOR, "key-1", ",\"force\":true");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("sent with another request");
    assertThat(start(Role.OPERATOR, "no key", "").statusCode()).isEqualTo(400);
    assertThat(DATABASE.number("select count(*) from runner_tasks")).isEqualTo(1);
  }

  @Test
  void taskIsCancelledUntilItsJobIsOpen() throws Exception {
    String first = json(start(Role.OPERATOR, "key-1", "")).path("task").asText();
    String path = "/api/v1/tasks/" + first + "/cancel";
    assertThat(server.post(Role.VIEWER, path, "").statusCode()).isEqualTo(403);
    JsonNode cancelled = json(server.post(Role.OPERATOR, path, ""));
    assertThat(cancelled.path("state").asText()).isEqualTo("failed");
    assertThat(cancelled.path("problem").asText()).isEqualTo("it was cancelled by anna");
    assertThat(queue.claim(true)).isEmpty();

    String second = json(start(Role.OPERATOR, "key-2", "")).path("task").asText();
    RunnerTask claimed = queue.claim(true).orElseThrow();
    assertThat(json(cancel(second)).path("state").asText()).isEqualTo("running");
    assertThat(begin(claimed, "job-1")).isFalse();
    queue.endCancelled(second);
    assertThat(cancel(second).body()).contains(second + " has ended");

    String third = json(start(Role.OPERATOR, "key-3", "")).path("task").asText();
    assertThat(begin(queue.claim(true).orElseThrow(), "job-1")).isTrue();
    HttpResponse<String> late = cancel(third);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains(third + " is under way; cancel its job instead");
    assertThat(server.post(Role.OPERATOR, "/api/v1/tasks/task-none/cancel", "").statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<String> cancel(String task) throws Exception {
    return server.post(Role.OPERATOR, "/api/v1/tasks/" + task + "/cancel", "");
  }

  private boolean begin(RunnerTask task, String jobId) throws Exception {
    return new Statements(DATABASE.dataSource())
        .run(handle -> queue.begin(handle, task.taskId(), jobId));
  }

  @Test
  void everythingThatIsWrongIsSaidTogether() throws Exception {
    HttpResponse<String> response =
        start(
            Role.OPERATOR,
            "key-1",
            ",\"provider\":\"magic\",\"rowsPerRequest\":51,\"budgetUsd\":0,\"columns\":"
                + "{\"Code\":\"nothing\"},\"speed\":3");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("errors"))
        .extracting(JsonNode::asText)
        .anyMatch(error -> error.startsWith("provider must be one of"))
        .anyMatch(error -> error.startsWith("rowsPerRequest must be"))
        .anyMatch(error -> error.startsWith("budgetUsd must be"))
        .anyMatch(error -> error.startsWith("columns: nothing is no field"))
        .anyMatch(error -> error.equals("there is no key speed"));
  }

  @Test
  void onlyAnOperatorStartsJobs() throws Exception {
    assertThat(start(Role.REVIEWER, "key-1", "").statusCode()).isEqualTo(403);
    assertThat(DATABASE.number("select count(*) from runner_tasks")).isZero();
  }

  @Test
  void missingFileAndFullQueueAreProblems() throws Exception {
    assertThat(
            server.post(Role.OPERATOR, "/api/v1/jobs", "{\"upload\":\"upload-none\"}").statusCode())
        .isEqualTo(404);
    for (int i = 0; i < RunnerTasks.QUEUED_MAX; i++) {
      start(Role.OPERATOR, "key-" + i, "");
    }
    HttpResponse<String> full = start(Role.OPERATOR, "one-more", "");
    assertThat(full.statusCode()).isEqualTo(429);
    assertThat(full.headers().firstValue("Retry-After")).isPresent();
    assertThat(full.body()).contains("50 tasks wait");
  }

  @Test
  void estimateIsShownWhenTheRunnerHasMadeIt() throws Exception {
    HttpResponse<String> asked =
        server.post(
            Role.OPERATOR, "/api/v1/uploads/" + upload + "/estimates", "{\"provider\":\"rules\"}");
    assertThat(asked.statusCode()).isEqualTo(202);
    RunnerTask task = queue.claim(false).orElseThrow();
    queue.done(task.taskId(), "{\"requests\":12}");
    assertThat(
            server
                .json(Role.OPERATOR, "/api/v1/tasks/" + task.taskId())
                .path("estimate")
                .path("requests")
                .asInt())
        .isEqualTo(12);
  }

  @Test
  void jobOfAnUploadIsRetriedAndContinuedByTheRunner() throws Exception {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(job, "key"),
        TestRows.rejected("a", "A", "no answer"));
    RunnerTasks tasks = new RunnerTasks(DATABASE.dataSource());
    tasks.ask(
        new RunnerTasks.Wish(RunnerTask.Kind.RUN, upload, null, TaskSettings.NONE, "anna"), null);
    RunnerTask first = queue.claim(true).orElseThrow();
    begin(first, "job");
    queue.done(first.taskId(), null);

    HttpResponse<String> retried = server.post(Role.OPERATOR, "/api/v1/jobs/job/retry", "");
    assertThat(retried.body()).contains("\"queued\":true", "\"rows\":1");
    RunnerTask again = queue.claim(true).orElseThrow();
    assertThat(again.jobId()).isEqualTo("job");
    assertThat(again.uploadId()).isEqualTo(upload);
    queue.done(again.taskId(), null);

    new Jobs(DATABASE.dataSource()).detach(job);
    assertThat(server.post(Role.OPERATOR, "/api/v1/jobs/job/resume", "").statusCode())
        .isEqualTo(200);
    assertThat(queue.claim(true).orElseThrow().jobId()).isEqualTo("job");
  }

  @Test
  void cancelledJobIsEndedInRestateByTheRunner() throws Exception {
    TestRows.open(DATABASE.dataSource(), "job");
    assertThat(server.post(Role.OPERATOR, "/api/v1/jobs/job/cancel", "").statusCode())
        .isEqualTo(200);
    RunnerTask task = queue.claim(false).orElseThrow();
    assertThat(cancel(task.taskId()).body())
        .contains("ends the batches of a cancelled job, and cannot be withdrawn");
    assertThat(task.kind()).isEqualTo(RunnerTask.Kind.CANCEL);
    assertThat(task.jobId()).isEqualTo("job");
  }
}
