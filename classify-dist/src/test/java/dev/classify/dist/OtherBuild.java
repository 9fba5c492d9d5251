package dev.classify.dist;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.ClassifyApi;
import dev.classify.api.Trace;
import dev.classify.api.TraceRequest;
import dev.classify.api.WorkerDescription;
import dev.restate.sdk.Context;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.common.TerminalException;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.HttpEndpointRequestHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A worker of another build: the steps of its batches are others, and the last one never ends.
final class OtherBuild implements ClassifyApi, AutoCloseable {

  private final @Nullable WorkerDescription description;
  private final Vertx vertx = Vertx.vertx();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Listens in the place of the real worker.
  ///
  /// @param description of the real worker; null if no command asks
  OtherBuild(int port, @Nullable WorkerDescription description) throws Exception {
    this.description = description;
    HandlerRunner.Options threads =
        HandlerRunner.Options.withExecutor(Executors.newVirtualThreadPerTaskExecutor());
    HttpEndpointRequestHandler handler =
        HttpEndpointRequestHandler.fromEndpoint(Endpoint.builder().bind(this, threads).build());
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(handler)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /// Keys of the batches whose journals hold a step of this build.
  Set<String> begun() {
    return begun;
  }

  @Override
  public BatchResult batch(Context context, BatchRequest request) {
    context.run("step of another build", String.class, () -> "done");
    return context.run(
        "never ends",
        BatchResult.class,
        () -> {
          begun.add(request.batchKey());
          closed.await();
          throw new IllegalStateException("the worker is gone");
        });
  }

  @Override
  public WorkerDescription describe(Context context) {
    if (description == null) {
      throw new TerminalException("no command should ask");
    }
    return description;
  }

  @Override
  public Trace trace(Context context, TraceRequest request) {
    throw new TerminalException("nobody should ask");
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    closed.countDown();
  }
}
