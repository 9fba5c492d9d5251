package dev.classify.service.batch;

import dev.restate.common.function.ThrowingSupplier;

/// What a batch uses of Restate: durable steps.
///
/// The names and the order of the steps are part of the journal: changing either breaks batches
/// that are in flight.
interface Journal {

  /// Identifies the invocation; the same on every replay.
  String invocationId();

  /// Runs a step and waits for its result; a failing step is retried until it succeeds, which adds
  /// nothing to the journal.
  <T> T run(String name, Class<T> type, ThrowingSupplier<T> step);
}
