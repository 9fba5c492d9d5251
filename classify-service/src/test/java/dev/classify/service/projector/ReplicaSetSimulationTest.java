package dev.classify.service.projector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.Membership;
import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetTiming;
import dev.classify.api.SignOfLife;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two hours of a replica set in simulated time, in which workers join, leave, die and sleep, and
/// the coordinator is away for a while.
@Timeout(30)
class ReplicaSetSimulationTest {

  private static final ReplicaSetTiming TIMING =
      new ReplicaSetTiming(5_000, 30_000, 60_000, 1_000, 5_000);
  private static final long TWO_HOURS = 7_200_000;
  private static final int WORKERS_MAX = 8;

  private record Event(long at, LongConsumer action) {}

  private static final class Worker {
    private final String id;
    private boolean dead;
    private long awakeAt;
    private long acknowledged;
    private @Nullable Membership held;

    private Worker(String id) {
      this.id = id;
    }
  }

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at));
  private final List<Worker> workers = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();
  private ReplicaSetState state = ReplicaSetState.EMPTY;
  private long awayUntil;
  private int timers;
  private int timersMax;
  private int joined;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void workersNeverShareAPartitionAndAllHaveOneInTheEnd(long seed) {
    Random random = new Random(seed);
    for (long at = 0; at < TWO_HOURS; at += 1_000 + random.nextInt(60_000)) {
      events.add(new Event(at, now -> disturb(now, random)));
    }
    runUntil(TWO_HOURS);
    // Nothing happens any more, but the slowest timeouts.
    runUntil(TWO_HOURS + 200_000);

    List<Worker> alive = workers.stream().filter(worker -> !worker.dead).toList();
    assertThat(state.members()).hasSize(alive.size());
    assertThat(state.phase()).isEqualTo(alive.isEmpty() ? Phase.GATHERING : Phase.PROCESSING);
    assertThat(alive)
        .allMatch(worker -> worker.held != null && worker.held.generation() == state.generation())
        .extracting(worker -> worker.held == null ? null : worker.held.partition())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, alive.size()).boxed().toList());
    assertThat(timersMax).as("timers that wait at the same time").isLessThanOrEqualTo(8);
  }

  private void runUntil(long end) {
    for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
      events.remove();
      next.action().accept(next.at());
    }
  }

  private void disturb(long now, Random random) {
    List<Worker> alive = workers.stream().filter(worker -> !worker.dead).toList();
    int choice = random.nextInt(10);
    if (alive.isEmpty() || (choice < 4 && alive.size() < WORKERS_MAX)) {
      Worker worker = new Worker("w" + ++joined);
      workers.add(worker);
      events.add(new Event(now, at -> beat(worker, at)));
      return;
    }
    Worker one = alive.get(random.nextInt(alive.size()));
    switch (choice) {
      case 4, 5 -> {
        one.dead = true;
        call(now, set -> set.leave(now, one.id));
      }
      case 6 -> one.dead = true;
      case 7, 8 -> one.awakeAt = now + random.nextInt(90_000);
      case 9 -> awayUntil = now + random.nextInt(120_000);
      default -> {}
    }
  }

  private interface Call {
    void on(ReplicaSet set);
  }

  private void call(long now, Call call) {
    ReplicaSet set = new ReplicaSet("main", state);
    call.on(set);
    set.newTimer()
        .ifPresent(
            due -> {
              timersMax = Math.max(timersMax, ++timers);
              events.add(new Event(Math.max(now, due), at -> sweep(at, due)));
            });
    state = set.state();
  }

  /// Restate keeps a timer until it can call the coordinator.
  private void sweep(long now, long due) {
    if (now < awayUntil) {
      events.add(new Event(awayUntil, at -> sweep(at, due)));
      return;
    }
    timers--;
    call(now, set -> set.sweep(now, due));
  }

  private void beat(Worker worker, long now) {
    if (worker.dead) {
      return;
    }
    if (now < worker.awakeAt) {
      events.add(new Event(worker.awakeAt, at -> beat(worker, at)));
      return;
    }
    if (now < awayUntil) {
      events.add(new Event(now + TIMING.heartbeat(), at -> beat(worker, at)));
      return;
    }
    long seen = worker.held == null ? 0 : worker.held.generation();
    SignOfLife sign =
        new SignOfLife(worker.id, worker.id, TIMING, worker.acknowledged, seen, "one");
    call(now, set -> follow(worker, set.beat(now, sign), now));
  }

  private void follow(Worker worker, Membership membership, long now) {
    long wait = membership.nextBeat();
    if (membership.generation() > worker.acknowledged) {
      worker.held = null;
      worker.acknowledged = membership.generation();
      wait = 1;
    } else if (worker.held == null && membership.mayProcess()) {
      worker.held = membership;
      String owner =
          owners.putIfAbsent(membership.generation() + "/" + membership.partition(), worker.id);
      assertThat(owner).as("of a partition of one generation").isIn(null, worker.id);
    }
    events.add(new Event(now + wait, at -> beat(worker, at)));
  }
}
