package dev.classify.service.batch;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.common.function.ThrowingSupplier;
import java.time.Duration;

/// What a batch uses of Restate: durable steps, durable pauses and the budget.
///
/// Every result comes from here, so a replay decides as the first run did. The names and the order
/// of the calls are part of the journal: changing either breaks batches that are in flight.
interface Journal {

  /// Identifies the invocation; the same on every replay.
  String invocationId();

  /// Runs a step and waits for its result; a failing step is retried until it succeeds.
  <T> T run(String name, Class<T> type, ThrowingSupplier<T> step);

  /// Starts a step without waiting for it.
  <T> StartedStep<T> start(String name, Class<T> type, ThrowingSupplier<T> step);

  /// Waits until every started step has ended.
  void awaitStarted();

  void sleep(Duration duration);

  /// Asks the budget of an account and model for send times.
  GrantResponse reserve(String budgetKey, GrantRequest request);

  /// Reports to the budget that the provider accepts no request before this time.
  void hold(String budgetKey, long untilMillis);

  /// A step that was started.
  interface StartedStep<T> {

    /// Its result; waits for it where necessary.
    T result();
  }
}
