package dev.classify.api;

import dev.restate.sdk.Context;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Name;
import dev.restate.sdk.annotation.Service;

/// What the workers offer through Restate.
///
/// No handler may be called `health` or `discover`: the SDK answers those paths itself.
@Service
@Name("classify-api")
public interface ClassifyApi {

  /// Classifies and stores every indicator of the batch; ends when all of it is stored.
  @Handler
  BatchResult batch(Context context, BatchRequest request);

  /// Who answers and from what.
  @Handler
  WorkerDescription describe(Context context);

  /// Shows which workers the steps of one invocation run on; touches no indicator and no table.
  @Handler
  Trace trace(Context context, TraceRequest request);
}
