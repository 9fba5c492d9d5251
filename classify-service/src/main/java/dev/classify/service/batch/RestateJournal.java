package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.trace.OpenSpan;
import dev.restate.common.function.ThrowingSupplier;
import dev.restate.sdk.Context;
import dev.restate.sdk.common.RetryPolicy;
import java.time.Duration;

/// The journal of a Restate invocation.
///
/// @param context of the invocation
/// @param batch that it carries out
record RestateJournal(Context context, BatchRequest batch) implements Journal {

  /// Without a limit: a database that is down comes back.
  private static final RetryPolicy UNTIL_DONE =
      RetryPolicy.exponential(Duration.ofMillis(200), 2).setMaxDelay(Duration.ofSeconds(5));

  @Override
  public String invocationId() {
    return context.request().invocationId().toString();
  }

  @Override
  public <T> T run(String name, Class<T> type, ThrowingSupplier<T> step) {
    return context.run(name, type, UNTIL_DONE, () -> traced(name, step));
  }

  /// Inside the step, so that a replay shows nothing again. Restate hands on the headers with which
  /// its ingress was called.
  private <T> T traced(String name, ThrowingSupplier<T> step) throws Throwable {
    try (OpenSpan span =
        OpenSpan.beginFor(context.request().headers(), name)
            .put("job", batch.jobId())
            .put("batch", batch.batchKey())
            .put("invocation", invocationId())) {
      try {
        return step.get();
      } catch (Throwable failure) {
        span.failed(failure.getClass().getSimpleName());
        throw failure;
      }
    }
  }
}
