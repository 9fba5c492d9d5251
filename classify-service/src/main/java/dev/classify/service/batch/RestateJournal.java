package dev.classify.service.batch;

import dev.restate.common.function.ThrowingSupplier;
import dev.restate.sdk.Context;
import dev.restate.sdk.common.RetryPolicy;
import java.time.Duration;

/// The journal of a Restate invocation.
///
/// @param context of the invocation
record RestateJournal(Context context) implements Journal {

  /// Without a limit: a database that is down comes back.
  private static final RetryPolicy UNTIL_DONE =
      RetryPolicy.exponential(Duration.ofMillis(200), 2).setMaxDelay(Duration.ofSeconds(5));

  @Override
  public String invocationId() {
    return context.request().invocationId().toString();
  }

  @Override
  public <T> T run(String name, Class<T> type, ThrowingSupplier<T> step) {
    return context.run(name, type, UNTIL_DONE, step);
  }
}
