package dev.classify.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests of the API from the event loop, and answers them on virtual threads.
public final class ApiServer {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  /// Requests that a worker carries out at once. Most wait for one of its few database connections.
  static final int REQUESTS_MAX = 64;

  private static final String QUERY_CANCELLED = "57014";

  /// No connection, too little of something, or a server that starts or stops.
  private static final Pattern AWAY = Pattern.compile("08|53|57P");

  private final RouteTable routes;
  private final Access access;
  private final RateLimits limits = new RateLimits(System::nanoTime);
  private final Semaphore places = new Semaphore(REQUESTS_MAX);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public ApiServer(List<Route> routes, Access access) {
    this.routes = new RouteTable(routes);
    this.access = access;
  }

  /// Answers a request. To be called on the event loop, which it does not block.
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    try {
      RouteTable.Match match = routes.find(request.method(), path(request));
      Map<String, List<String>> query = query(request.params());
      if (match.route().streamed()) {
        stream(request, match, query);
        return;
      }
      BodyReader.read(
          request,
          match.route().bodyBytesMax(),
          body -> begin(request, match, query, body, InputStream.nullInputStream()),
          () -> {
            response.putHeader("Connection", "close");
            send(response, Problem.tooLarge(match.route().bodyBytesMax()));
          });
    } catch (Problem problem) {
      send(response, problem);
    } catch (IllegalArgumentException _) {
      send(response, Problem.badRequest("the query is not percent-encoded well"));
    }
  }

  /// The caller is known before the first byte is read, so that a stranger takes no memory.
  private void stream(
      HttpServerRequest request, RouteTable.Match match, Map<String, List<String>> query) {
    // A sender that goes on after a refusal would be read as another request.
    request.response().putHeader("Connection", "close");
    begin(
        request,
        match,
        query,
        Buffer.buffer(),
        BodyStream.of(request, match.route().bodyBytesMax()));
  }

  private static String path(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }

  /// Answers a request with a problem without looking at it further.
  public static void refuse(HttpServerRequest request, Problem problem) {
    request.response().putHeader("Connection", "close");
    send(request.response(), problem);
  }

  private static Map<String, List<String>> query(MultiMap parameters) {
    Map<String, List<String>> query = new HashMap<>();
    parameters.names().forEach(name -> query.put(name, List.copyOf(parameters.getAll(name))));
    return query;
  }

  private void begin(
      HttpServerRequest request,
      RouteTable.Match match,
      Map<String, List<String>> query,
      Buffer body,
      InputStream content) {
    if (!places.tryAcquire()) {
      send(request.response(), Problem.unavailable("this worker has enough to do", 1));
      return;
    }
    ApiRequest asked =
        new ApiRequest(
            request.method().name(),
            path(request),
            match.pathValues(),
            query,
            request::getHeader,
            body,
            content,
            request.remoteAddress().host(),
            null);
    threads.execute(
        () -> {
          try {
            answer(request, match.route(), asked);
          } finally {
            places.release();
          }
        });
  }

  private void answer(HttpServerRequest request, Route route, ApiRequest asked) {
    HttpServerResponse response = request.response();
    try {
      ApiResponse answer = route.handler().handle(admitted(response, route, asked));
      send(response, answer, request.method().equals(HttpMethod.HEAD));
    } catch (Problem problem) {
      send(response, problem);
    } catch (SQLException fault) {
      send(response, databaseProblem(fault, path(request)));
    } catch (IOException fault) {
      // The body is incomplete, so the connection is closed in its middle: no reader takes it for
      // the whole.
      LOG.info("response ended early path={}: {}", path(request), fault.getMessage());
      response.reset();
    } catch (RuntimeException fault) {
      LOG.error("request failed path={}", path(request), fault);
      send(response, Problem.internal());
    }
  }

  /// The request with its caller, if they may send it.
  private ApiRequest admitted(HttpServerResponse response, Route route, ApiRequest asked)
      throws SQLException {
    String stranger = "address " + ClientAddress.of(asked);
    if (route.role() == null) {
      count(response, stranger);
      return asked;
    }
    switch (access.identify(asked)) {
      case Access.Identity.Refused refused -> {
        count(response, stranger);
        throw Problem.unauthorized(refused.reason());
      }
      case Access.Identity.Known(Caller caller) -> {
        count(response, caller.name());
        if (!caller.role().includes(route.role())) {
          throw Problem.forbidden(
              "this needs the role %s; %s has the role %s"
                  .formatted(route.role().text(), caller.name(), caller.role().text()));
        }
        return asked.from(caller);
      }
    }
  }

  /// @param who the name of a caller, or an address
  private void count(HttpServerResponse response, String who) {
    RateLimits.Quota quota = limits.count(who);
    quota.headers().forEach(response::putHeader);
    if (quota.exceeded()) {
      throw Problem.tooManyRequests(
          "more than %d requests in a minute".formatted(RateLimits.REQUESTS_PER_WINDOW),
          quota.seconds());
    }
  }

  private static Problem databaseProblem(SQLException fault, String path) {
    String state = Objects.requireNonNullElse(fault.getSQLState(), "");
    if (state.equals(QUERY_CANCELLED)) {
      LOG.warn("query takes too long path={}", path);
      return Problem.unavailable("the answer takes too long to find; narrow the question", 5);
    }
    if (fault instanceof SQLTransientException || AWAY.matcher(state).lookingAt()) {
      LOG.warn("database away path={} sql_state={}", path, state);
      return Problem.unavailable("the database does not answer", 5);
    }
    LOG.error("query failed path={} sql_state={}", path, state, fault);
    return Problem.internal();
  }

  private static void send(HttpServerResponse response, ApiResponse answer, boolean headOnly)
      throws IOException, SQLException {
    // What the API answers is for one caller, at one time.
    response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
    switch (answer) {
      case ApiResponse.Text text -> send(response, text, headOnly);
      case ApiResponse.WithCookies(ApiResponse inner, List<String> cookies) -> {
        response.putHeader("Set-Cookie", cookies);
        send(response, inner, headOnly);
      }
      case ApiResponse.Taken taken -> taken.taker().accept(response);
      case ApiResponse.Stream stream -> {
        response
            .putHeader("Content-Type", stream.contentType())
            .putHeader("Content-Disposition", "attachment; filename=\"" + stream.fileName() + "\"");
        if (headOnly) {
          response.end();
          return;
        }
        response.setChunked(true);
        // Closed only after all is written: a body that was cut off must not look like the whole.
        ResponseStream body = new ResponseStream(response);
        stream.writer().write(body);
        body.close();
      }
    }
  }

  private static void send(HttpServerResponse response, ApiResponse.Text text, boolean headOnly) {
    text.headers().forEach(response::putHeader);
    response.setStatusCode(text.status());
    if (!text.contentType().isEmpty()) {
      response.putHeader("Content-Type", text.contentType());
    }
    if (headOnly || text.body().isEmpty()) {
      response.end();
    } else {
      response.end(text.body());
    }
  }

  /// Sends a problem, unless a part of another answer is on its way.
  private static void send(HttpServerResponse response, Problem problem) {
    if (response.headWritten()) {
      response.reset();
      return;
    }
    problem.headers().forEach(response::putHeader);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.CONTENT_TYPE)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(problem.json());
  }
}
