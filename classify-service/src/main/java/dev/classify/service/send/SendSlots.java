package dev.classify.service.send;

import dev.classify.service.llm.LlmOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The turns of the requests of a worker.
interface SendSlots {

  /// Waits until a request may be sent.
  ///
  /// @throws StillWaiting where its turn has not come within the time of the step
  Turn await(SendTask task, StepTime time) throws StillWaiting, InterruptedException;

  /// A request with a slot is being sent by the current thread. The thread is interrupted where the
  /// request hangs since an outage: to be a probe, or because the server answers others again.
  void sending(SendTask task, Turn.Slot slot);

  /// The current thread no longer waits for the server, and is not interrupted from now on.
  ///
  /// @return whether it was interrupted
  boolean received(SendTask task, Turn.Slot slot, LlmOutcome outcome);

  /// A request with a slot has ended, and no longer counts as in flight.
  ///
  /// @param outcome null where it was not sent
  void end(SendTask task, Turn.Slot slot, @Nullable LlmOutcome outcome);

  /// Lets no request to the model be sent for so long.
  void hold(SendTask task, Duration duration);

  /// Whether the server has worked since then: it has answered another request of this worker, and
  /// no outage was seen.
  ///
  /// @param sinceNanos by [WorkerClock#nanos]
  boolean workedSince(SendTask task, long sinceNanos);
}
