package dev.classify.web.jobs;

import dev.classify.access.Role;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobRetry;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Json;
import dev.classify.web.http.JsonBody;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import dev.classify.web.tasks.RunnerCall;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pauses, resumes and cancels jobs, and has their rejected rows asked about again. In the tables
/// they do what the commands do; the runner does the rest.
public final class JobControlRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(JobControlRoutes.class);

  /// Longer than the reason of any rejection that we write.
  private static final int REASON_CHARACTERS_MAX = 32_768;

  private final Jobs jobs;
  private final JobRetry retry;
  private final JobRoutes shown;
  private final RunnerTasks tasks;
  private final RunnerCall runner;

  /// @param shown gives the job as it is afterwards
  /// @param runner does what needs the input of a job, or Restate
  public JobControlRoutes(
      DataSource database, JobRoutes shown, RunnerTasks tasks, RunnerCall runner) {
    this.jobs = new Jobs(database);
    this.retry = new JobRetry(database);
    this.shown = shown;
    this.tasks = tasks;
    this.runner = runner;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/jobs/{jobId}/pause", Role.OPERATOR, this::pause),
        Route.post("/api/v1/jobs/{jobId}/resume", Role.OPERATOR, this::resume),
        Route.post("/api/v1/jobs/{jobId}/cancel", Role.OPERATOR, this::cancel),
        Route.post("/api/v1/jobs/{jobId}/retry", Role.OPERATOR, this::retry));
  }

  private ApiResponse pause(ApiRequest request) throws SQLException {
    Job job = find(request);
    if (!jobs.pause(job.id(), Jobs.PAUSED_BY_PERSON)) {
      throw refused(
          job, job.pauseReason() == null ? "is " + JobJson.state(job) : "is already paused");
    }
    return done(request, job, "paused");
  }

  /// A job whose file was uploaded is also run again if nobody works on it any longer.
  private ApiResponse resume(ApiRequest request) throws SQLException {
    Job job = find(request);
    boolean resumed = jobs.resume(job.id());
    boolean left = job.state() == Job.State.DETACHED || job.state() == Job.State.STOPPED;
    if (!(left && runAgain(request, job)) && !resumed) {
      throw refused(
          job,
          "is not paused: it is "
              + JobJson.state(job)
              + (left
                  ? ", and its file is not kept; repeat the command that started it, or upload the"
                      + " file and start a job from it: stored answers are not asked for again"
                  : ""));
    }
    return done(request, job, "resumed");
  }

  /// Queues a run of a job whose file was uploaded, unless one waits or runs already.
  ///
  /// @return whether one does now; false if the file is not there
  private boolean runAgain(ApiRequest request, Job job) throws SQLException {
    Optional<RunnerTask> last = tasks.latestRun(job.id());
    if (last.isEmpty() || last.get().uploadId() == null) {
      return false;
    }
    if (last.get().state() != RunnerTask.State.QUEUED) {
      runner.ask(
          new RunnerTasks.Wish(
              RunnerTask.Kind.RUN,
              last.get().uploadId(),
              job.id(),
              last.get().settings().again(),
              request.caller().name()),
          null);
    }
    return true;
  }

  /// Its requests end at once, in the tables. The runner also kills its batches in Restate; if it
  /// cannot, they end when Restate tries them next, because the admission of jobs refuses them.
  private ApiResponse cancel(ApiRequest request) throws SQLException {
    Job job = find(request);
    if (!jobs.cancel(job.id())) {
      throw refused(job, "is complete");
    }
    try {
      runner.ask(
          new RunnerTasks.Wish(
              RunnerTask.Kind.CANCEL, null, job.id(), TaskSettings.NONE, request.caller().name()),
          null);
    } catch (Problem full) {
      LOG.warn("job={} batches not killed: {}", job.id(), full.getMessage());
    }
    return done(request, job, "cancelled");
  }

  private ApiResponse retry(ApiRequest request) throws SQLException {
    JsonBody body = request.body("stage", "reason");
    String stage = body.text("stage", REASON_CHARACTERS_MAX);
    String reason = body.text("reason", REASON_CHARACTERS_MAX);
    body.check();
    Job job = find(request);
    int rows = retry.withdraw(job, stage, reason);
    if (rows == 0) {
      throw refused(job, "has no such rejections");
    }
    boolean queued = runAgain(request, job);
    log(request, job, "retried rows=%d queued=%s".formatted(rows, queued));
    return new ApiResponse.Text(
        202,
        "application/json",
        Json.write(Map.of("job", job.id(), "rows", rows, "queued", queued)),
        Map.of());
  }

  private Job find(ApiRequest request) throws SQLException {
    request.parameters().check();
    String jobId = request.pathValue("jobId");
    return jobs.find(jobId).orElseThrow(() -> Problem.notFound("there is no job " + jobId));
  }

  private ApiResponse done(ApiRequest request, Job job, String what) throws SQLException {
    log(request, job, what);
    return ApiResponse.json(shown.find(job.id()));
  }

  /// Who stops a run of others should be found later.
  private static void log(ApiRequest request, Job job, String what) {
    LOG.info("job={} {} by={}", job.id(), what, request.caller().name());
  }

  private static Problem refused(Job job, String why) {
    return Problem.conflict(job.id() + " " + why);
  }
}
