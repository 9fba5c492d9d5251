package dev.classify.service.send;

/// What the wait for a send slot ended with.
sealed interface Turn {

  /// The request may be sent at this time. It counts as in flight until [SendSlots#end].
  ///
  /// @param sendTimeMillis as granted, by the clock of the database
  /// @param sendAtNanos the same by [WorkerClock#nanos]
  /// @param taken what [ConcurrencyLimit#take] returned
  /// @param probe whether it finds out if a server works again that has failed
  record Slot(long sendTimeMillis, long sendAtNanos, int taken, boolean probe) implements Turn {}

  /// The job was stopped.
  record JobStopped(String reason) implements Turn {}
}
