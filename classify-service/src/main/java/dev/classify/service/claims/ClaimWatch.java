package dev.classify.service.claims;

import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.claims.ContentWaits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The batches of a worker that wait for contents which other batches ask about. One of them looks
/// for all of them, once a second, so that many cost little more than one.
final class ClaimWatch {

  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Looks at the waits of these batches; see [ContentWaits#look].
  interface Look {
    List<ContentWaits.Wait> at(Collection<String> batchKeys) throws SQLException;
  }

  private final Look look;
  private final WorkerClock clock;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock looking = new ReentrantLock();
  private long lookedAtNanos;

  ClaimWatch(Look look, WorkerClock clock) {
    this.look = look;
    this.clock = clock;
    this.lookedAtNanos = clock.nanos();
  }

  /// @param end why the job of the batch was stopped, once the wait is over; empty if it was not
  private record Waiting(String batchKey, CompletableFuture<Optional<String>> end) {}

  /// Waits until the wait that is recorded for a batch is over.
  ///
  /// @param waitsFor for people
  /// @return why its job was stopped; empty if it was not
  Optional<String> await(String batchKey, String waitsFor, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    Waiting own = new Waiting(batchKey, new CompletableFuture<>());
    waiting.add(own);
    try {
      while (true) {
        time.check(waitsFor);
        try {
          return own.end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          lookIfDue();
        } catch (ExecutionException never) {
          throw new IllegalStateException(never);
        }
      }
    } finally {
      waiting.remove(own);
    }
  }

  private void lookIfDue() throws SQLException {
    if (!looking.tryLock()) {
      return;
    }
    try {
      if (clock.nanos() - lookedAtNanos >= LOOK_EVERY.toNanos()) {
        look();
        lookedAtNanos = clock.nanos();
      }
    } finally {
      looking.unlock();
    }
  }

  private void look() throws SQLException {
    List<Waiting> all = List.copyOf(waiting);
    Map<String, ContentWaits.Wait> waits = new HashMap<>();
    for (ContentWaits.Wait wait :
        look.at(all.stream().map(Waiting::batchKey).collect(Collectors.toSet()))) {
      waits.put(wait.batchKey(), wait);
    }
    for (Waiting one : all) {
      ContentWaits.Wait wait = waits.get(one.batchKey());
      if (wait == null) {
        one.end.complete(Optional.empty());
      } else if (wait.over() || wait.stopReason() != null) {
        one.end.complete(Optional.ofNullable(wait.stopReason()));
      }
    }
  }
}
