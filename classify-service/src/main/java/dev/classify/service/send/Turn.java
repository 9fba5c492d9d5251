package dev.classify.service.send;

import org.jspecify.annotations.Nullable;

/// What the wait for a send slot ended with.
sealed interface Turn {

  /// The request may be sent at this time. It counts as in flight until [SendSlots#end].
  ///
  /// @param sendTimeMillis as granted, by the clock of the database
  /// @param sendAtNanos the same by [WorkerClock#nanos]
  /// @param taken what [ConcurrencyLimit#take] returned
  /// @param probe whether it finds out if a server works again that has failed
  /// @param lastTry why the job waits for the model no longer if this try fails; null where the
  ///     request is tried again
  record Slot(
      long sendTimeMillis, long sendAtNanos, int taken, boolean probe, @Nullable String lastTry)
      implements Turn {}

  /// The model has failed for longer than the job waits for it.
  record WaitedTooLong(String reason) implements Turn {}

  /// The job was stopped.
  record JobStopped(String reason) implements Turn {}
}
