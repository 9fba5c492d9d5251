package dev.classify.web;

import dev.classify.web.http.Access;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.ApiServer;
import dev.classify.web.http.Route;
import dev.classify.web.jobs.JobRoutes;
import dev.classify.web.page.PageServer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// What a worker serves to people and their programs, beside its calls and its health.
public final class WebApi {

  /// Of one worker. Calls of people must not take the connections that store batches.
  public static final int CONNECTIONS_MAX = 3;

  private static final String API = "/api/v1/";

  private final ApiServer api;
  private final PageServer page = new PageServer();

  /// Serves what is in a database.
  ///
  /// @param database a pool of its own
  public WebApi(DataSource database, Access access) {
    this.api = new ApiServer(routes(database), access);
  }

  /// All operations.
  static List<Route> routes(DataSource database) {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route(HttpMethod.GET, API + "openapi.yaml", null, 0, _ -> contract()));
    routes.addAll(new JobRoutes(database).routes());
    return List.copyOf(routes);
  }

  /// Whether a request is for this API or its page, and not for Restate's handlers.
  public static boolean serves(String path) {
    return path.startsWith(API) || PageServer.serves(path);
  }

  /// Answers a request of which [#serves] is true. To be called on the event loop.
  public void handle(HttpServerRequest request) {
    if (request.path() != null && PageServer.serves(request.path())) {
      page.handle(request);
    } else {
      api.handle(request);
    }
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
