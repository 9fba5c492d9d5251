package dev.classify.web.requests;

import dev.classify.access.Role;
import dev.classify.store.ledger.RequestPages;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// Requests to models.
public final class RequestRoutes {

  private final RequestPages pages;

  public RequestRoutes(DataSource database) {
    this.pages = new RequestPages(database);
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/requests", Role.VIEWER, this::list));
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String job = parameters.text("job");
    if (job == null) {
      parameters.wrong("job is missing");
    }
    String outcome = parameters.text("outcome");
    RequestPages.Position after =
        parameters
            .timedAfter()
            .map(place -> new RequestPages.Position(place.time(), place.id()))
            .orElse(null);
    int limit = parameters.limit();
    parameters.check();
    Page<RequestPages.Row> page =
        Page.of(
            pages.ofJob(String.valueOf(job), outcome, after, limit + 1),
            limit,
            row -> Cursor.of(row.sentAt(), row.requestId()));
    return ApiResponse.json(page.map(RequestJson::of));
  }
}
