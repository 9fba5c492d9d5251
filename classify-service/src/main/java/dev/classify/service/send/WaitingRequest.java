package dev.classify.service.send;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A request in a [SlotQueue].
///
/// @param time of its step
/// @param arrival a later one has a higher number
record WaitingRequest(SendTask task, StepTime time, long arrival, CompletableFuture<Turn> turn)
    implements Comparable<WaitingRequest> {

  private static final Comparator<WaitingRequest> ORDER =
      Comparator.comparing((WaitingRequest request) -> !request.task.batchBegun())
          .thenComparingLong(WaitingRequest::arrival);

  WaitingRequest(SendTask task, StepTime time, long arrival) {
    this(task, time, arrival, new CompletableFuture<>());
  }

  /// Requests of batches that have begun first, so that what is begun ends.
  @Override
  public int compareTo(WaitingRequest other) {
    return ORDER.compare(this, other);
  }

  void end(Turn end) {
    turn.complete(end);
  }

  /// Ends the wait if the step must not wait any longer.
  ///
  /// @param waitsFor for people
  /// @return whether it ended
  boolean endIfStepIsOver(String waitsFor) {
    try {
      time.check(waitsFor);
      return false;
    } catch (StillWaiting over) {
      turn.completeExceptionally(over);
      return true;
    }
  }

  /// The slot that it was given; empty where it was given none.
  Optional<Turn.Slot> slot() {
    return turn.isDone()
            && !turn.isCompletedExceptionally()
            && turn.join() instanceof Turn.Slot slot
        ? Optional.of(slot)
        : Optional.empty();
  }

  /// Waits until the wait is over.
  ///
  /// @throws StillWaiting where the step must not wait any longer
  Turn await() throws StillWaiting, InterruptedException {
    try {
      return turn.get();
    } catch (ExecutionException over) {
      if (over.getCause() instanceof StillWaiting waiting) {
        throw waiting;
      }
      throw new IllegalStateException(over);
    }
  }
}
