package dev.classify.service.http;

import dev.classify.api.ClassifyApi;
import dev.classify.api.ReplicaSetApi;
import dev.classify.identity.IdentityKey;
import dev.classify.web.WebApi;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.HttpEndpointRequestHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only port of a worker: it serves the health path and the HTTP API, and passes everything
/// else that one of our Restate nodes has signed to the Restate SDK.
public final class WorkerServer {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);
  private static final int UNAUTHORIZED = 401;
  private static final String HEALTH = "GET /classify-api/health";

  /// Of a call by Restate: the request and the results of its steps. NGINX has the same limit.
  private static final int CALL_BYTES_MAX = 8 * 1_048_576;

  /// Half of the heap is for the calls in flight, the rest for what every worker needs.
  private static final int HEAP_PER_CALLS = 2;

  private final Handler<HttpServerRequest> restate;
  private final CallSignatures signatures;
  private final RefusedCalls refused = new RefusedCalls();
  private final Health health;
  private final WebApi web;
  private final ExecutorService threads;
  private final Stopping stopping;
  private final Drain drain;
  private final BodyIntake bodies =
      new BodyIntake(CALL_BYTES_MAX, Runtime.getRuntime().maxMemory() / HEAP_PER_CALLS);

  private WorkerServer(
      Handler<HttpServerRequest> restate,
      CallSignatures signatures,
      Health health,
      WebApi web,
      ExecutorService threads,
      Stopping stopping,
      Drain drain) {
    this.drain = drain;
    this.restate = restate;
    this.signatures = signatures;
    this.health = health;
    this.web = web;
    this.threads = threads;
    this.stopping = stopping;
  }

  /// Serves until the process is stopped, then until the requests in flight have ended. Ends the
  /// process where the port cannot be opened.
  ///
  /// @param nodes public keys of the nodes whose calls are served; none to serve every call
  /// @param modelRequests how many requests to models are in flight
  public static void listen(
      String host,
      int port,
      List<IdentityKey> nodes,
      ClassifyApi service,
      ReplicaSetApi projectors,
      Health health,
      WebApi web,
      Stopping stopping,
      IntSupplier modelRequests) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    HandlerRunner.Options options = HandlerRunner.Options.withExecutor(threads);
    Endpoint endpoint =
        Endpoint.builder()
            .bind(service, options)
            // Projectors call every few seconds for ever, so Restate keeps no call that has ended.
            .bind(projectors, options, kept -> kept.journalRetention(Duration.ZERO))
            .build();
    if (nodes.isEmpty()) {
      LOG.warn(
          "calls are not checked: whoever reaches port={} may send work; fix: set"
              + " RESTATE_IDENTITY_KEYS to the public key of your Restate nodes",
          port);
    }
    WorkerServer server =
        new WorkerServer(
            HttpEndpointRequestHandler.fromEndpoint(endpoint),
            new CallSignatures(nodes, InstantSource.system()),
            health,
            web,
            threads,
            stopping,
            new Drain(modelRequests));
    Runtime.getRuntime().addShutdownHook(new Thread(server::drain, "drain"));
    // A cache of files would be a folder for temporary files that a killed worker leaves behind.
    FileSystemOptions files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    Vertx.vertx(new VertxOptions().setFileSystemOptions(files))
        .createHttpServer(options(host, port))
        .requestHandler(server::handle)
        .listen()
        .onSuccess(http -> LOG.info("listening host={} port={}", host, http.actualPort()))
        .onFailure(
            fault -> {
              LOG.error(
                  "cannot listen host={} port={}: {}; fix: set SERVICE_PORT to a free port",
                  host,
                  port,
                  fault.getMessage());
              System.exit(1);
            });
  }

  /// Without HTTP/2, which nobody speaks here: the registration asks for HTTP/1.1. A connection
  /// stays open while a model answers, however long that takes.
  static HttpServerOptions options(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setIdleTimeout(0)
        .setHttp2ClearTextEnabled(false);
  }

  /// The health path comes first, because the SDK itself answers every path that ends in `/health`.
  private void handle(HttpServerRequest request) {
    boolean open = drain.begin(request);
    request.response().endHandler(_ -> drain.end(request));
    if (!open) {
      request.response().setStatusCode(503).putHeader("connection", "close").end();
      return;
    }
    switch (request.method() + " " + request.path()) {
      case HEALTH, HEALTH + "/ready" -> answer(request.response(), health::check);
      case HEALTH + "/live" -> answer(request.response(), health::alive);
      default -> {
        if (WebApi.serves(path(request))) {
          web.handle(request);
        } else {
          serve(request);
        }
      }
    }
  }

  /// The signature is checked before the body is read, so that strangers take no memory.
  private void serve(HttpServerRequest request) {
    Optional<String> fault = signatures.fault(path(request), request::getHeader);
    if (fault.isPresent()) {
      refused.add(request.remoteAddress().host(), fault.get());
      request
          .response()
          .setStatusCode(UNAUTHORIZED)
          .putHeader("connection", "close")
          .end("this call is refused: " + fault.get() + "\n");
      return;
    }
    Runnable free = bodies.receive(request, this::delegate);
    request
        .response()
        .endHandler(
            _ -> {
              drain.end(request);
              free.run();
            });
  }

  private static String path(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }

  private void answer(HttpServerResponse response, Supplier<Health.Report> check) {
    threads.execute(
        () -> {
          Health.Report report = check.get();
          response
              .setStatusCode(report.working() ? 200 : 503)
              .putHeader("content-type", "application/json")
              .putHeader("cache-control", "no-store")
              .end(report.json() + "\n");
        });
  }

  private void drain() {
    stopping.begin();
    web.stop();
    try {
      int left = drain.drain(stopping.timeout());
      if (left > 0) {
        LOG.warn("stopping with requests={} unfinished; another worker continues them", left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Without this, an error that escapes the SDK would leave the caller, usually a registration,
  /// hanging.
  private void delegate(HttpServerRequest request) {
    try {
      restate.handle(request);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("request failed path={}", request.path(), e);
      request.response().setStatusCode(500).end();
    }
  }
}
