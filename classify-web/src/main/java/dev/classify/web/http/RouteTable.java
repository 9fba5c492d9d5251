package dev.classify.web.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All operations of the API.
final class RouteTable {

  private final List<Route> routes;

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /// A route with the values of the variable parts of its path.
  record Match(Route route, Map<String, String> pathValues) {
    Match {
      pathValues = Map.copyOf(pathValues);
    }
  }

  /// The operation that a request asks for. HEAD is answered like GET, without the body.
  ///
  /// @throws Problem 400, 404 or 405
  Match find(HttpMethod method, String path) {
    HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    try {
      for (Route route : routes) {
        Optional<Map<String, String>> values = route.match(path);
        if (values.isPresent() && route.method().equals(wanted)) {
          return new Match(route, values.get());
        }
      }
      String allowed =
          routes.stream()
              .filter(route -> route.match(path).isPresent())
              .map(route -> route.method().name())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw allowed.isEmpty()
          ? Problem.notFound("there is no such path; see /api/v1/openapi.yaml")
          : Problem.methodNotAllowed(allowed);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest("the path is not percent-encoded well");
    }
  }
}
