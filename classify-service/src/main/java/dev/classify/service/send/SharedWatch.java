package dev.classify.service.send;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The batches of a worker that wait for something in the database. One of them looks for all of
/// them, so that many cost little more than one.
///
/// @param <K> by which a wait is found
/// @param <E> what a wait ends with
public final class SharedWatch<K, E> {

  /// Looks whether waits are over.
  public interface Look<K, E> {

    /// Returns what each wait that is over ends with.
    Map<K, E> ends(Set<K> waits) throws SQLException;
  }

  private final Look<K, E> look;
  private final Duration lookEvery;
  private final WorkerClock clock;
  private final Set<Waiting<K, E>> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock looking = new ReentrantLock();
  private long lookedAtNanos;

  public SharedWatch(Look<K, E> look, Duration lookEvery, WorkerClock clock) {
    this.look = look;
    this.lookEvery = lookEvery;
    this.clock = clock;
    this.lookedAtNanos = clock.nanos();
  }

  private record Waiting<K, E>(K key, CompletableFuture<E> end) {}

  /// Waits until a wait is over.
  ///
  /// @param waitsFor for people
  public E await(K key, String waitsFor, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    Waiting<K, E> own = new Waiting<>(key, new CompletableFuture<>());
    waiting.add(own);
    try {
      while (true) {
        time.check(waitsFor);
        try {
          return own.end.get(lookEvery.toMillis(), TimeUnit.MILLISECONDS);
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
      if (clock.nanos() - lookedAtNanos >= lookEvery.toNanos()) {
        // First, so that only one of the batches fails if the database is down.
        lookedAtNanos = clock.nanos();
        look();
      }
    } finally {
      looking.unlock();
    }
  }

  private void look() throws SQLException {
    List<Waiting<K, E>> all = List.copyOf(waiting);
    Map<K, E> ends = look.ends(all.stream().map(Waiting::key).collect(Collectors.toSet()));
    for (Waiting<K, E> one : all) {
      E end = ends.get(one.key);
      if (end != null) {
        one.end.complete(end);
      }
    }
  }
}
