package dev.classify.web.jobs;

import dev.classify.access.Role;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobSeries;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.TierCosts;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a job did over time, and how its rows and requests are distributed.
public final class JobDetailRoutes {

  private final @Nullable Integer requestsPerMinuteMax;
  private final Jobs jobs;
  private final JobActivities activities;
  private final JobSeries series;
  private final JobBreakdown breakdown;
  private final JobCosts costs;
  private final TierCosts tiers;

  /// Answers for a worker.
  ///
  /// @param requestsPerMinuteMax what it may send to its model; null for no limit
  public JobDetailRoutes(DataSource database, @Nullable Integer requestsPerMinuteMax) {
    this.requestsPerMinuteMax = requestsPerMinuteMax;
    this.jobs = new Jobs(database);
    this.activities = new JobActivities(database);
    this.series = new JobSeries(database);
    this.breakdown = new JobBreakdown(database);
    this.costs = new JobCosts(database);
    this.tiers = new TierCosts(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/jobs/{jobId}/series", Role.VIEWER, this::series),
        Route.get("/api/v1/jobs/{jobId}/breakdown", Role.VIEWER, this::breakdown));
  }

  private record Series(
      String job,
      long stepSeconds,
      @Nullable Integer requestsPerMinuteBudget,
      List<JobSeries.Point> points) {}

  private ApiResponse series(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String step =
        parameters.word("stepSeconds", SeriesSpan.STEPS.stream().map(String::valueOf).toList());
    Instant from = parameters.time("from");
    Instant to = parameters.time("to");
    if (from != null && to != null && !from.isBefore(to)) {
      parameters.wrong("from must be before to");
    }
    parameters.check();
    Job job = find(request);
    SeriesSpan span =
        SeriesSpan.of(job, from, to, step == null ? 0 : Integer.parseInt(step), Instant.now());
    return ApiResponse.json(
        new Series(
            job.id(),
            span.step().toSeconds(),
            budget(job),
            series.of(job, span.from(), span.step(), span.points())));
  }

  /// The limit of the job or of its model, whichever is less.
  private @Nullable Integer budget(Job job) throws SQLException {
    Integer own = activities.of(job.id()).map(JobActivity::requestsPerMinute).orElse(null);
    return Stream.of(own, requestsPerMinuteMax)
        .filter(Objects::nonNull)
        .min(Integer::compare)
        .orElse(null);
  }

  private ApiResponse breakdown(ApiRequest request) throws SQLException {
    request.parameters().check();
    Job job = find(request);
    return ApiResponse.json(
        BreakdownJson.of(
            job.id(),
            breakdown.byWorker(job),
            breakdown.byNode(job),
            breakdown.families(job),
            breakdown.confidences(job),
            breakdown.failures(job),
            costs.total(job.id()).byOutcome(),
            breakdown.requests(job),
            breakdown.models(job),
            tiers.ofAllRuns(job.id())));
  }

  private Job find(ApiRequest request) throws SQLException {
    String jobId = request.pathValue("jobId");
    return jobs.find(jobId).orElseThrow(() -> Problem.notFound("there is no job " + jobId));
  }
}
