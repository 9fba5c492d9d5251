package dev.classify.web.events;

import dev.classify.access.Role;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import dev.classify.web.jobs.JobRoutes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Lets callers follow jobs.
public final class EventRoutes {

  private final JobRoutes jobs;
  private final EventStreams streams;

  public EventRoutes(JobRoutes jobs, EventStreams streams) {
    this.jobs = jobs;
    this.streams = streams;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/events", Role.VIEWER, this::follow));
  }

  private ApiResponse follow(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String job = parameters.text("job");
    parameters.check();
    if (job != null) {
      jobs.find(job);
    }
    if (request.method().equals("HEAD")) {
      return new ApiResponse.Text(200, EventStreams.CONTENT_TYPE, "", Map.of());
    }
    if (!streams.reserve()) {
      throw Problem.unavailable(
          "%d callers follow this worker already".formatted(EventStreams.STREAMS_MAX), 5);
    }
    return new ApiResponse.Taken(response -> streams.open(response, job));
  }
}
