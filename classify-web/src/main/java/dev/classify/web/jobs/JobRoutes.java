package dev.classify.web.jobs;

import dev.classify.access.Role;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobFigures;
import dev.classify.store.jobs.JobPages;
import dev.classify.store.jobs.Jobs;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.Json;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Jobs: the list, and one of them.
public final class JobRoutes {

  private static final List<String> STATES =
      List.of("running", "paused", "detached", "stopped", "complete");

  /// Jobs that are followed if nobody names one. Their figures are read every two seconds.
  private static final int FOLLOWED_MAX = 20;

  private final Jobs jobs;
  private final JobPages pages;
  private final JobActivities activities;

  public JobRoutes(DataSource database) {
    this.jobs = new Jobs(database);
    this.pages = new JobPages(database);
    this.activities = new JobActivities(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/jobs", Role.VIEWER, this::list),
        Route.get("/api/v1/jobs/{jobId}", Role.VIEWER, this::one));
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String state = parameters.word("state", STATES);
    JobPages.Position after =
        parameters
            .timedAfter()
            .map(place -> new JobPages.Position(place.time(), place.id()))
            .orElse(null);
    int limit = parameters.limit();
    parameters.check();
    Page<Job> page =
        Page.of(
            pages.before(state, after, limit + 1),
            limit,
            job -> Cursor.of(job.startedAt(), job.id()));
    return ApiResponse.json(new Page<>(shown(page.items()), page.next()));
  }

  private List<JobJson> shown(List<Job> listed) throws SQLException {
    Map<String, JobFigures> figures = pages.listed(listed);
    List<JobJson> shown = new ArrayList<>();
    for (Job job : listed) {
      JobFigures own = figures.get(job.id());
      if (own != null) {
        // The others have no command that works on them, or have ended.
        Waiting waiting = job.state() == Job.State.RUNNING ? waiting(job) : Waiting.UNKNOWN;
        shown.add(JobJson.of(job, own, waiting));
      }
    }
    return shown;
  }

  /// Jobs as JSON by id, for those who follow them.
  ///
  /// @param jobId the only one; null for those that were worked on last
  public Map<String, String> snapshot(@Nullable String jobId) throws SQLException {
    List<Job> followed =
        jobId == null
            ? pages.before(null, null, FOLLOWED_MAX)
            : jobs.find(jobId).map(List::of).orElse(List.of());
    Map<String, String> snapshot = new LinkedHashMap<>();
    shown(followed).forEach(job -> snapshot.put(job.job(), Json.write(job)));
    return snapshot;
  }

  private ApiResponse one(ApiRequest request) throws SQLException {
    request.parameters().check();
    return ApiResponse.json(find(request.pathValue("jobId")));
  }

  /// A job as it is now.
  ///
  /// @throws Problem 404 if there is no such job
  public JobJson find(String jobId) throws SQLException {
    Optional<Job> job = jobs.find(jobId);
    if (job.isPresent()) {
      JobFigures figures = pages.figures(List.of(job.get())).get(jobId);
      if (figures != null) {
        return JobJson.of(job.get(), figures, waiting(job.get()));
      }
    }
    throw Problem.notFound("there is no job " + jobId);
  }

  private Waiting waiting(Job job) throws SQLException {
    if (job.state() == Job.State.COMPLETE || job.state() == Job.State.STOPPED) {
      return Waiting.UNKNOWN;
    }
    Optional<JobActivity> activity = activities.of(job.id());
    return activity.map(now -> Waiting.of(job.id(), now)).orElse(Waiting.UNKNOWN);
  }
}
