package dev.classify.web;

import dev.classify.access.KnownHosts;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.Uploads;
import dev.classify.web.access.WebAccess;
import dev.classify.web.cluster.ClusterRoutes;
import dev.classify.web.evaluations.EvaluationRoutes;
import dev.classify.web.events.EventRoutes;
import dev.classify.web.events.EventStreams;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.ApiServer;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import dev.classify.web.indicator.IndicatorRoutes;
import dev.classify.web.jobs.JobControlRoutes;
import dev.classify.web.jobs.JobDetailRoutes;
import dev.classify.web.jobs.JobRoutes;
import dev.classify.web.page.PageServer;
import dev.classify.web.projections.ProjectionRoutes;
import dev.classify.web.requests.RequestRoutes;
import dev.classify.web.results.ExportRoutes;
import dev.classify.web.results.ResultRoutes;
import dev.classify.web.review.AcceptanceRoutes;
import dev.classify.web.review.AgreementRoutes;
import dev.classify.web.review.LabelRoutes;
import dev.classify.web.review.ReviewRoutes;
import dev.classify.web.tasks.RunnerCall;
import dev.classify.web.tasks.TaskRoutes;
import dev.classify.web.tasks.UploadRoutes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/// What a worker serves to people and their programs, beside its calls and its health.
public final class WebApi {

  /// Of one worker. Calls of people must not take the connections that store batches.
  public static final int CONNECTIONS_MAX = 3;

  private static final String API = "/api/v1/";

  private final EventStreams events;
  private final ApiServer api;
  private final PageServer page = new PageServer();
  private final KnownHosts hosts;

  /// Serves what is in a database.
  ///
  /// @param database a pool of its own
  /// @param facts of this worker
  public WebApi(DataSource database, KnownHosts hosts, WorkerFacts facts) {
    this(database, WebAccess.over(database), hosts, facts);
  }

  WebApi(DataSource database, WebAccess users, KnownHosts hosts, WorkerFacts facts) {
    this.events = new EventStreams(new JobRoutes(database)::snapshot);
    this.api = new ApiServer(routes(database, users, facts, events), users.access());
    this.hosts = hosts;
  }

  /// All operations.
  static List<Route> routes(
      DataSource database, WebAccess users, WorkerFacts facts, EventStreams events) {
    JobRoutes jobs = new JobRoutes(database);
    List<Route> routes = new ArrayList<>(users.routes());
    routes.add(new Route(HttpMethod.GET, API + "openapi.yaml", null, 0, _ -> contract()));
    routes.addAll(jobs.routes());
    routes.addAll(new JobDetailRoutes(database, facts.requestsPerMinuteMax()).routes());
    RunnerTasks tasks = new RunnerTasks(database);
    RunnerCall runner = new RunnerCall(tasks, facts.wakeRunner());
    routes.addAll(new JobControlRoutes(database, jobs, tasks, runner).routes());
    routes.addAll(new UploadRoutes(new Uploads(database)).routes());
    routes.addAll(new TaskRoutes(tasks, runner).routes());
    routes.addAll(new ResultRoutes(database).routes());
    routes.addAll(new ExportRoutes(database).routes());
    routes.addAll(new IndicatorRoutes(database, new RulesClassifier(facts.tables())).routes());
    routes.addAll(new RequestRoutes(database).routes());
    routes.addAll(new EvaluationRoutes(database, facts.tables().currencyCodes()).routes());
    routes.addAll(new AgreementRoutes(database).routes());
    routes.addAll(new LabelRoutes(database).routes());
    routes.addAll(new ReviewRoutes(database, facts.tables().currencyCodes()).routes());
    routes.addAll(new AcceptanceRoutes(database, facts.tables().currencyCodes()).routes());
    routes.addAll(
        new ClusterRoutes(
                database, facts.worker(), facts.requestsPerMinuteMax(), facts.wakeRunner())
            .routes());
    routes.addAll(new ProjectionRoutes(database).routes());
    routes.addAll(new EventRoutes(jobs, events).routes());
    return List.copyOf(routes);
  }

  /// Whether a request is for this API or its page, and not for Restate's handlers.
  public static boolean serves(String path) {
    return path.startsWith(API) || PageServer.serves(path);
  }

  /// Answers a request of which [#serves] is true. To be called on the event loop.
  public void handle(HttpServerRequest request) {
    if (!hosts.knows(Objects.requireNonNullElse(request.getHeader("Host"), ""))) {
      ApiServer.refuse(
          request,
          Problem.misdirected("this is no known name of the stack; SERVICE_WEB_HOSTS adds names"));
    } else if (request.path() != null && PageServer.serves(request.path())) {
      page.handle(request);
    } else {
      api.handle(request);
    }
  }

  /// Ends the streams of events, which would keep a worker from stopping.
  public void stop() {
    events.close();
  }

  private static ApiResponse contract() {
    try (InputStream file = WebApi.class.getResourceAsStream("openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("openapi.yaml is missing in this build");
      }
      return new ApiResponse.Text(
          200,
          "application/yaml",
          new String(file.readAllBytes(), StandardCharsets.UTF_8),
          Map.of());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
