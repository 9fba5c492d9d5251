package dev.classify.simulator.http;

import dev.classify.simulator.exchange.RequestHeaders;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The HTTP server: passes requests to the simulated API.
///
/// It uses Vert.x because the workers depend on it anyway and it can reset connections. Replies
/// wait on virtual threads, one per request.
public final class ApiServer implements AutoCloseable {

  /// Far above the largest prompt that any model accepts.
  private static final int BODY_BYTES_MAX = 32 * 1_048_576;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
  private static final String ROOT = "/v1/";
  private static final String FILES = "/v1/files";

  private final SimulatedApi api;
  private final ResourceApi resourceApi;
  private final ControlApi controlApi;
  private final Vertx vertx;
  private final ListeningPort port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean draining;

  private ApiServer(SimulatedApi api, Vertx vertx) throws ExecutionException, InterruptedException {
    this.api = api;
    this.resourceApi = new ResourceApi(api);
    this.controlApi = new ControlApi(api, resourceApi);
    this.vertx = vertx;
    this.port =
        new ListeningPort(vertx, this::handle, api.settings().host(), api.settings().port());
  }

  /// Listens at the address in the settings.
  ///
  /// @throws IOException if it cannot listen; the message has the fix
  public static ApiServer listen(SimulatedApi api) throws IOException, InterruptedException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      return new ApiServer(api, vertx);
    } catch (ExecutionException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw new IOException(
          "cannot listen on %s:%d: %s; fix: choose another --port, or 0 for a free one"
              .formatted(
                  api.settings().host(), api.settings().port(), String.valueOf(e.getCause())),
          e);
    }
  }

  public int port() {
    return port.number();
  }

  /// Refuses new requests and waits until those in flight are answered, at most for the timeout.
  public void drain(Duration timeout) throws InterruptedException {
    draining = true;
    long startNanos = System.nanoTime();
    while (inFlight.get() > 0 && System.nanoTime() - startNanos < timeout.toNanos()) {
      Thread.sleep(POLL_INTERVAL);
    }
  }

  @Override
  public void close() {
    draining = true;
    threads.shutdownNow();
    api.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    Optional<Endpoint> endpoint =
        request.method().equals(HttpMethod.POST) ? Endpoint.at(path(request)) : Optional.empty();
    if (draining) {
      var _ = send(request.response(), 503, ApiError.unavailable().body().toString());
    } else if (endpoint.isPresent()) {
      LogEntry entry = api.arrive(headers(request));
      withBody(request, body -> answer(endpoint.get(), request, entry, body));
    } else if (path(request).startsWith(ControlApi.PATH)) {
      withBody(request, body -> control(request, body));
    } else if (request.method().equals(HttpMethod.POST) && path(request).equals(FILES)) {
      upload(request);
    } else if (path(request).startsWith(ROOT)) {
      withBody(request, body -> answer(request, () -> resourceApi.handle(call(request, body))));
    } else {
      ApiError error = ApiError.noPath(request.method().name(), path(request));
      var _ = send(request.response(), error.status(), error.body().toString());
    }
  }

  private void answer(Endpoint endpoint, HttpServerRequest request, LogEntry entry, String body) {
    onThread(
        request, () -> new ReplyDelivery(api, request, api.reply(endpoint, entry, body)).deliver());
  }

  /// Work on a request, which may sleep.
  private interface Work {
    void run() throws InterruptedException;
  }

  private void onThread(HttpServerRequest request, Work work) {
    inFlight.incrementAndGet();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException _) {
            // The simulator is closing, and its connections with it.
            Thread.currentThread().interrupt();
          } catch (RuntimeException bug) {
            // A bug of the simulator: without a reply the client would wait for ever.
            var _ = send(request.response(), 500, ApiError.serverError().body().toString());
            throw bug;
          } finally {
            inFlight.decrementAndGet();
          }
        });
  }

  private void control(HttpServerRequest request, String body) {
    threads.execute(
        () -> {
          ControlApi.Reply reply =
              controlApi.handle(request.method().name(), path(request), parameters(request), body);
          var _ =
              send(request.response(), reply.status(), reply.json())
                  .onComplete(_ -> reply.portClosedFor().ifPresent(this::closePort));
        });
  }

  private void closePort(Duration time) {
    threads.execute(
        () -> {
          try {
            port.closeFor(time);
          } catch (InterruptedException _) {
            // The simulator is closing.
            Thread.currentThread().interrupt();
          } catch (ExecutionException e) {
            throw new IllegalStateException("the port cannot be closed", e);
          }
        });
  }

  private void upload(HttpServerRequest request) {
    if (Upload.isForm(request)) {
      Upload.receive(
          request,
          api.settings().batch().bytesMax(),
          upload -> answer(request, () -> resourceApi.upload(upload, headers(request).keyHash())));
    } else {
      withBody(request, _ -> answer(request, () -> ResourceReply.Json.error(ApiError.notForm())));
    }
  }

  private static ResourceCall call(HttpServerRequest request, String body) {
    return new ResourceCall(
        request.method().name(),
        List.of(path(request).substring(ROOT.length()).split("/")),
        parameters(request),
        body,
        headers(request).keyHash());
  }

  /// Answers a call that asks no model.
  private void answer(HttpServerRequest request, Supplier<ResourceReply> handler) {
    onThread(
        request,
        () -> {
          switch (handler.get()) {
            case ResourceReply.Json json -> {
              var _ = send(request.response(), json.status(), json.body());
            }
            case ResourceReply.Content content -> FileDelivery.send(request, content);
            case ResourceReply.Lost _ -> BrokenConnection.reset(request);
          }
        });
  }

  private static Map<String, String> parameters(HttpServerRequest request) {
    Map<String, String> parameters = new HashMap<>();
    request.params().forEach(parameters::put);
    return parameters;
  }

  private static void withBody(HttpServerRequest request, Consumer<String> then) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= BODY_BYTES_MAX) {
            body.appendBuffer(chunk);
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

  private static Future<Void> send(HttpServerResponse response, int status, String json) {
    return response.setStatusCode(status).putHeader("content-type", "application/json").end(json);
  }
}
