package dev.classify.projector.membership;

import dev.classify.api.Membership;
import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetTiming;
import dev.classify.api.SignOfLife;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This projector as a member of its replica set: it sends heartbeats, and starts and stops its
/// work as the answers say.
///
/// While the coordinator is away, it keeps the generation that it has. That is safe, because
/// the database refuses its work once another generation has begun.
public final class ReplicaSetMember {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaSetMember.class);

  private final String replicaSet;
  private final String worker;
  private final String name;
  private final ReplicaSetTiming timing;
  private final Coordinator coordinator;
  private final PartitionWork work;
  private final MemberMetrics metrics;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wakeUp = lock.newCondition();
  private boolean closing;
  private boolean woken;
  private long seen;

  /// Only the thread of [#run] uses these.
  private @Nullable Membership held;

  private @Nullable String database;
  private long acknowledged;
  private boolean away;
  private boolean registered;
  private long stoppedNanos = System.nanoTime();
  private @Nullable CompletableFuture<Void> stopping;
  private long stoppingFor;

  /// @param worker id of this process
  /// @param name for people
  public ReplicaSetMember(
      String replicaSet,
      String worker,
      String name,
      ReplicaSetTiming timing,
      Coordinator coordinator,
      PartitionWork work,
      MemberMetrics metrics) {
    this.replicaSet = replicaSet;
    this.worker = worker;
    this.name = name;
    this.timing = timing;
    this.coordinator = coordinator;
    this.work = work;
    this.metrics = metrics;
  }

  /// Works until [#close], then stops the work and leaves the set.
  public void run() throws InterruptedException {
    try {
      while (!isClosing()) {
        long wait = beat();
        sleep(wait);
      }
    } finally {
      metrics.idle();
      work.stop();
    }
    leave();
  }

  /// Ends [#run] soon.
  public void close() {
    lock.lock();
    try {
      closing = true;
      wakeUp.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The database has refused work, because a later generation has begun.
  public void fenced(long generation) {
    lock.lock();
    try {
      if (generation > seen) {
        seen = generation;
        LOG.warn(
            "Partition assignment mismatch replica_set={} worker={} database={}; this worker stops"
                + " and asks for its partition",
            replicaSet,
            worker,
            generation);
      }
      woken = true;
      wakeUp.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// @return when to do so again, in milliseconds
  private long beat() throws InterruptedException {
    long begin = System.nanoTime();
    try {
      stopFenced();
      Membership membership = coordinator.beat(sign());
      metrics.answered(membership, Duration.ofNanos(System.nanoTime() - begin));
      if (away) {
        away = false;
        LOG.info("coordinator answers again replica_set={} worker={}", replicaSet, worker);
      }
      return follow(membership);
    } catch (CoordinatorAway failure) {
      metrics.failed();
      report(failure.getMessage(), failure.refused());
      return registered ? timing.heartbeat() : timing.poll();
    } catch (SQLException failure) {
      // Only before the first heartbeat: without its database it could not work anyway.
      report("the database does not answer: " + failure.getMessage(), false);
      return timing.poll();
    }
  }

  /// Once for each outage.
  private void report(@Nullable String reason, boolean refused) {
    if (away) {
      return;
    }
    away = true;
    Membership holds = held;
    if (refused || !registered) {
      LOG.warn(
          "Worker registration failed replica_set={} worker={}: {}", replicaSet, worker, reason);
    } else {
      LOG.warn(
          "coordinator is away replica_set={} worker={} generation={}; this worker keeps its"
              + " partition: {}",
          replicaSet,
          worker,
          holds == null ? "none" : holds.generation(),
          reason);
    }
  }

  private SignOfLife sign() throws SQLException {
    if (database == null) {
      database = work.database();
    }
    return new SignOfLife(worker, name, timing, acknowledged, seen(), database);
  }

  /// The highest generation that this process knows to have begun.
  private long seen() {
    lock.lock();
    try {
      return Math.max(seen, held == null ? 0 : held.generation());
    } finally {
      lock.unlock();
    }
  }

  /// A generation that has ended in the database needs no answer of the coordinator to stop.
  private void stopFenced() {
    Membership holds = held;
    if (holds != null && seen() > holds.generation()) {
      release(acknowledged);
    }
  }

  private long follow(Membership membership) throws InterruptedException {
    registered = true;
    Membership holds = held;
    if (holds != null
        && membership.generation() == holds.generation()
        && membership.phase() != Phase.GATHERING
        && !Objects.equals(membership.partition(), holds.partition())) {
      LOG.warn(
          "Partition assignment mismatch replica_set={} worker={} generation={} partition={} of"
              + " the coordinator={}",
          replicaSet,
          worker,
          membership.generation(),
          holds.partition(),
          membership.partition());
      // Asks for a generation above this one.
      lock.lock();
      try {
        seen = Math.max(seen, membership.generation() + 1);
      } finally {
        lock.unlock();
      }
      release(acknowledged);
      return 0;
    }
    if (membership.generation() > acknowledged) {
      release(membership.generation());
      return stopping == null ? 0 : awaitStop(membership.nextBeat());
    }
    if (held == null && stopping == null && membership.mayProcess()) {
      hold(membership);
    }
    return awaitStop(membership.nextBeat());
  }

  /// Stops the work in the background, because heartbeats must not wait for its transactions.
  private void release(long newGeneration) {
    stoppingFor = newGeneration;
    if (held != null) {
      held = null;
      stoppedNanos = System.nanoTime();
      metrics.idle();
      metrics.reconfigured();
      stopping = CompletableFuture.runAsync(work::stop, task -> Thread.ofVirtual().start(task));
    }
    if (stopping == null) {
      acknowledged = newGeneration;
    }
  }

  private void hold(Membership membership) {
    int partition = Objects.requireNonNull(membership.partition());
    held = membership;
    work.start(membership.generation(), partition, membership.partitions());
    Duration duration = Duration.ofNanos(System.nanoTime() - stoppedNanos);
    metrics.coordinated(duration);
    metrics.processing(partition);
    LOG.info(
        "Worker processing replica_set={} worker={} generation={} partition={}/{} after={}ms",
        replicaSet,
        worker,
        membership.generation(),
        partition,
        membership.partitions(),
        duration.toMillis());
  }

  /// Waits for the end of the work, but not beyond the next heartbeat.
  private long awaitStop(long millis) throws InterruptedException {
    CompletableFuture<Void> ending = stopping;
    if (ending == null) {
      return millis;
    }
    try {
      ending.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      return 0;
    } catch (ExecutionException failure) {
      LOG.error("work did not stop in order worker={}", worker, failure.getCause());
    }
    stopping = null;
    acknowledged = stoppingFor;
    return 0;
  }

  private void leave() throws InterruptedException {
    if (!registered) {
      return;
    }
    try {
      coordinator.leave(sign());
      LOG.info("Worker left replica_set={} worker={}", replicaSet, worker);
    } catch (CoordinatorAway failure) {
      LOG.warn(
          "worker={} could not leave replica_set={}; its partition waits until it is stale: {}",
          worker,
          replicaSet,
          failure.getMessage());
    } catch (SQLException failure) {
      throw new IllegalStateException("a member that is registered knows its database", failure);
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void sleep(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (left > 0 && !closing && !woken) {
        left = wakeUp.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }
}
