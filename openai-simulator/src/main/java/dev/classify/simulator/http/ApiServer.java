package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.exchange.RequestHeaders;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Listens, and hands what arrives to the simulation.
///
/// Vert.x, because the workers bring it along and its connections can be reset; the answers wait on
/// virtual threads, as many as there are requests.
public final class ApiServer implements AutoCloseable {

  /// Far above the largest prompt that any model takes.
  private static final int BODY_BYTES_MAX = 32 * 1_048_576;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
  private static final String MODELS = "/v1/models";

  private final SimulatedApi simulation;
  private final ControlApi controls;
  private final Vertx vertx;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean draining;

  private ApiServer(SimulatedApi simulation) {
    this.simulation = simulation;
    this.controls = new ControlApi(simulation);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(0))
            .requestHandler(this::handle);
  }

  /// Listens at the address of the settings.
  ///
  /// @throws IOException where it cannot be had, with what to do about it
  public static ApiServer listen(SimulatedApi simulation) throws IOException, InterruptedException {
    ApiServer server = new ApiServer(simulation);
    String host = simulation.settings().host();
    int port = simulation.settings().port();
    try {
      server.server.listen(port, host).toCompletionStage().toCompletableFuture().get();
      return server;
    } catch (ExecutionException e) {
      server.close();
      throw new IOException(
          "cannot listen on %s:%d: %s; fix: give another --port, 0 for a free one"
              .formatted(host, port, String.valueOf(e.getCause())),
          e);
    }
  }

  public int port() {
    return server.actualPort();
  }

  /// Takes nothing more and waits, at most so long, until what was begun is answered.
  public void drain(Duration patience) throws InterruptedException {
    draining = true;
    long begun = System.nanoTime();
    while (inFlight.get() > 0 && System.nanoTime() - begun < patience.toNanos()) {
      Thread.sleep(POLL_INTERVAL);
    }
  }

  @Override
  public void close() {
    draining = true;
    threads.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    Optional<Endpoint> endpoint =
        request.method().equals(HttpMethod.POST) ? Endpoint.at(path(request)) : Optional.empty();
    if (draining) {
      send(request.response(), 503, ApiError.unavailable().body().toString());
    } else if (endpoint.isPresent()) {
      LogEntry entry = simulation.arrive(headers(request));
      withBody(request, body -> answer(endpoint.get(), request, entry, body));
    } else if (path(request).startsWith(ControlApi.PATH)) {
      withBody(request, body -> control(request, body));
    } else {
      models(request);
    }
  }

  private void answer(Endpoint endpoint, HttpServerRequest request, LogEntry entry, String body) {
    inFlight.incrementAndGet();
    threads.execute(
        () -> {
          try {
            new ReplyDelivery(simulation, request, simulation.reply(endpoint, entry, body))
                .deliver();
          } catch (InterruptedException _) {
            // The simulator is being closed; its connections close with it.
            Thread.currentThread().interrupt();
          } catch (RuntimeException fault) {
            // A fault of our own: told, lest the client wait for an answer that never comes.
            send(request.response(), 500, ApiError.serverError().body().toString());
            throw fault;
          } finally {
            inFlight.decrementAndGet();
          }
        });
  }

  private void control(HttpServerRequest request, String body) {
    threads.execute(
        () -> {
          Map<String, String> parameters = new HashMap<>();
          request.params().forEach(parameters::put);
          ControlApi.Reply answer =
              controls.handle(request.method().name(), path(request), parameters, body);
          send(request.response(), answer.status(), answer.json());
        });
  }

  private void models(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) || !path(request).startsWith(MODELS)) {
      ApiError error = ApiError.noPath(request.method().name(), path(request));
      send(request.response(), error.status(), error.body().toString());
    } else if (headers(request).keyHash().isEmpty()) {
      send(request.response(), 401, ApiError.noKey().body().toString());
    } else if (path(request).equals(MODELS)) {
      ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
      ArrayNode models = list.putArray("data");
      simulation.settings().models().forEach(name -> models.add(model(name)));
      send(request.response(), 200, list.toString());
    } else {
      String name = path(request).substring(MODELS.length() + 1);
      boolean known = simulation.settings().hasModel(name);
      ObjectNode answer = known ? model(name) : ApiError.noModel(name).body();
      send(request.response(), known ? 200 : 404, answer.toString());
    }
  }

  private static ObjectNode model(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", name)
        .put("object", "model")
        .put("created", 1_700_000_000)
        .put("owned_by", "system");
  }

  private static void withBody(HttpServerRequest request, Consumer<String> then) {
    Buffer body = Buffer.buffer();
    request.handler(
        piece -> {
          if (body.length() + piece.length() <= BODY_BYTES_MAX) {
            body.appendBuffer(piece);
          } else {
            request.connection().close();
          }
        });
    request.endHandler(_ -> then.accept(body.toString()));
  }

  private static RequestHeaders headers(HttpServerRequest request) {
    return new RequestHeaders(
        path(request),
        request.getHeader("authorization"),
        request.getHeader("idempotency-key"),
        request.getHeader("x-client-request-id"));
  }

  private static String path(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "/");
  }

  private static void send(HttpServerResponse response, int status, String json) {
    response.setStatusCode(status).putHeader("content-type", "application/json").end(json);
  }
}
