package dev.classify.api;

import dev.restate.sdk.Context;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Name;
import dev.restate.sdk.annotation.Service;

/// The handlers that workers offer through Restate.
///
/// No handler may be called `health` or `discover`: the SDK answers those paths itself.
@Service
@Name("classify-api")
public interface ClassifyApi {

  /// Classifies every indicator of the batch, and returns when all are stored.
  @Handler
  BatchResult batch(Context context, BatchRequest request);

  /// Describes the worker: build, providers, models, limits.
  @Handler
  WorkerDescription describe(Context context);

  /// Shows which workers the steps of one invocation run on; touches no indicator and no table.
  @Handler
  Trace trace(Context context, TraceRequest request);
}
