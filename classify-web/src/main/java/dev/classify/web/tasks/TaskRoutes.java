package dev.classify.web.tasks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.classify.access.Role;
import dev.classify.indicator.ContentHash;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Json;
import dev.classify.web.http.JsonBody;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts jobs and estimates over uploaded files, and says how far they are.
public final class TaskRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(TaskRoutes.class);

  private static final String KEY = "Idempotency-Key";
  private static final int KEY_CHARACTERS_MAX = 255;
  private static final int UPLOAD_ID_CHARACTERS_MAX = 100;

  private final RunnerTasks tasks;
  private final RunnerCall runner;

  public TaskRoutes(RunnerTasks tasks, RunnerCall runner) {
    this.tasks = tasks;
    this.runner = runner;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/jobs", Role.OPERATOR, this::start),
        Route.post("/api/v1/uploads/{uploadId}/estimates", Role.OPERATOR, this::estimate),
        Route.get("/api/v1/tasks/{taskId}", Role.VIEWER, this::one),
        Route.post("/api/v1/tasks/{taskId}/cancel", Role.OPERATOR, this::cancel),
        Route.get("/api/v1/jobs/{jobId}/input", Role.VIEWER, this::input));
  }

  private ApiResponse start(ApiRequest request) throws SQLException {
    request.parameters().check();
    JsonBody body = SettingsBody.of(request, "upload");
    String upload = body.text("upload", UPLOAD_ID_CHARACTERS_MAX);
    if (upload == null) {
      body.wrong("upload is missing");
    }
    TaskSettings settings = SettingsBody.read(body);
    body.check();
    return ask(request, RunnerTask.Kind.RUN, upload, settings);
  }

  private ApiResponse estimate(ApiRequest request) throws SQLException {
    request.parameters().check();
    JsonBody body = SettingsBody.of(request);
    TaskSettings settings = SettingsBody.read(body);
    body.check();
    return ask(request, RunnerTask.Kind.ESTIMATE, request.pathValue("uploadId"), settings);
  }

  private ApiResponse ask(
      ApiRequest request, RunnerTask.Kind kind, @Nullable String upload, TaskSettings settings)
      throws SQLException {
    String caller = request.caller().name();
    RunnerTask task =
        runner.ask(
            new RunnerTasks.Wish(kind, upload, null, settings, caller), once(request).orElse(null));
    LOG.info("task={} kind={} upload={} by={}", task.taskId(), kind, upload, caller);
    return new ApiResponse.Text(202, "application/json", Json.write(TaskJson.of(task)), Map.of());
  }

  /// The same key with the same request asks for the same thing.
  private static Optional<RunnerTasks.Once> once(ApiRequest request) {
    Optional<String> key = request.headerValue(KEY);
    if (key.isPresent() && !key.get().matches("[\\x21-\\x7E]{1," + KEY_CHARACTERS_MAX + "}")) {
      throw Problem.badRequest(
          KEY + " must be 1 to " + KEY_CHARACTERS_MAX + " visible ASCII characters");
    }
    return key.map(
        value -> {
          MessageDigest digest = ContentHash.sha256();
          digest.update((request.path() + "\n").getBytes(StandardCharsets.UTF_8));
          digest.update(request.body().getBytes());
          return new RunnerTasks.Once(value, HexFormat.of().formatHex(digest.digest()));
        });
  }

  private ApiResponse one(ApiRequest request) throws SQLException {
    RunnerTask task = find(request);
    // The worker that queued it may have died before it woke the runner.
    runner.wake(task);
    return ApiResponse.json(TaskJson.of(task));
  }

  /// A run whose job is open ends with its job.
  private ApiResponse cancel(ApiRequest request) throws SQLException {
    RunnerTask task = find(request);
    String caller = request.caller().name();
    if (!tasks.cancel(task.taskId(), "it was cancelled by " + caller)) {
      throw Problem.conflict(task.taskId() + " " + standing(task));
    }
    LOG.info("task={} cancelled by={}", task.taskId(), caller);
    return ApiResponse.json(TaskJson.of(find(request)));
  }

  /// Why a task cannot be withdrawn.
  private static String standing(RunnerTask task) {
    if (task.kind() == RunnerTask.Kind.CANCEL) {
      return "ends the batches of a cancelled job, and cannot be withdrawn";
    }
    return task.state() == RunnerTask.State.RUNNING
        ? "is under way; cancel its job instead"
        : "has ended";
  }

  private RunnerTask find(ApiRequest request) throws SQLException {
    request.parameters().check();
    String taskId = request.pathValue("taskId");
    return tasks.find(taskId).orElseThrow(() -> Problem.notFound("there is no task " + taskId));
  }

  /// The latest run of a job that was started here. Nothing is known of one that a command runs.
  private ApiResponse input(ApiRequest request) throws SQLException {
    request.parameters().check();
    Optional<RunnerTask> run = tasks.latestRun(request.pathValue("jobId"));
    return ApiResponse.json(
        new JobInput(
            run.map(RunnerTask::uploadId).orElse(null),
            run.map(TaskJson::of).orElse(null),
            run.map(RunnerTask::rowProblems).orElse("[]")));
  }

  /// Where the rows of a job come from.
  ///
  /// @param upload null if no file is kept, so that only a command can run the job again
  /// @param task the latest run
  /// @param rowProblems of the first rows that have some, a JSON array
  private record JobInput(
      @Nullable String upload, @Nullable TaskJson task, @JsonRawValue String rowProblems) {}
}
