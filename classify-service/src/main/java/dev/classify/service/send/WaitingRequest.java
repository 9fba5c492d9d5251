package dev.classify.service.send;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A request in a [SlotQueue].
///
/// @param arrival a later one has a higher number
record WaitingRequest(SendTask task, long arrival, CompletableFuture<Turn> turn)
    implements Comparable<WaitingRequest> {

  private static final Comparator<WaitingRequest> ORDER =
      Comparator.comparing((WaitingRequest request) -> !request.task.batchBegun())
          .thenComparingLong(WaitingRequest::arrival);

  WaitingRequest(SendTask task, long arrival) {
    this(task, arrival, new CompletableFuture<>());
  }

  /// Requests of batches that have begun first, so that what is begun ends.
  @Override
  public int compareTo(WaitingRequest other) {
    return ORDER.compare(this, other);
  }

  void end(Turn end) {
    turn.complete(end);
  }

  /// The slot that it was given; empty where it was given none.
  Optional<Turn.Slot> slot() {
    return turn.getNow(null) instanceof Turn.Slot slot ? Optional.of(slot) : Optional.empty();
  }

  /// What the wait ended with; null where it has not ended after this time.
  @Nullable Turn turn(Duration timeout) throws InterruptedException {
    try {
      return turn.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return null;
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }
}
