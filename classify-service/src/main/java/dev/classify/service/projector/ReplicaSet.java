package dev.classify.service.projector;

import dev.classify.api.Membership;
import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetStatus;
import dev.classify.api.ReplicaSetTiming;
import dev.classify.api.SignOfLife;
import dev.classify.service.projector.ReplicaSetState.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The protocol by which the projectors of a set share the partitions, without clock, network or
/// storage: each call is given the time, and [#state] is kept between calls.
///
/// A generation begins when projectors join, leave or fall silent. It gives each one partition, and
/// all have to stop the work of the older generation before one begins the new. The database
/// refuses what a projector of an older generation still writes, so this protocol decides who
/// works, and never whether the read models are right.
final class ReplicaSet {

  /// More would split the log finer than a single database can use.
  static final int MEMBERS_MAX = 64;

  /// Timers of this process and of the projectors fire a little early.
  private static final long TIMER_SLACK = 10;

  private final String name;
  private long generation;
  private int partitions;
  private Phase phase;
  private long coordinatingSince;
  private final List<Member> members;
  private @Nullable Long gatherUntil;
  private @Nullable Long sweepAt;
  private @Nullable ReplicaSetTiming timing;
  private @Nullable String database;
  private final List<CoordinatorEvent> events = new ArrayList<>();

  ReplicaSet(String name, ReplicaSetState state) {
    this.name = name;
    this.generation = state.generation();
    this.partitions = state.partitions();
    this.phase = state.phase();
    this.coordinatingSince = state.coordinatingSince();
    this.members = new ArrayList<>(state.members());
    this.gatherUntil = state.gatherUntil();
    this.sweepAt = state.sweepAt();
    this.timing = state.timing();
    this.database = state.database();
  }

  /// A projector says that it lives. One that is not known joins.
  ///
  /// @throws IllegalStateException if the set has no room for it, or works on another database
  Membership beat(long now, SignOfLife sign) {
    forgive(now);
    requireDatabase(now, sign);
    timing = sign.timing();
    refresh(sign, now);
    if (sign.seen() > generation) {
      warn(
          "Partition assignment mismatch replica_set=%s worker=%s generation=%d database=%d"
              .formatted(name, sign.worker(), generation, sign.seen()));
      // A coordinator that knows of no generation has lost its state, and all will join again.
      gather(generation == 0 ? now + sign.timing().registrationWait() : now);
      generation = sign.seen();
      phase = Phase.GATHERING;
      members.replaceAll(each -> each.in(null));
    }
    advance(now);
    return membership(now, sign.worker());
  }

  /// Half of the partitions would be projected into each of two databases, and the other half into
  /// neither. A set without members is free for another database, such as a restored one.
  private void requireDatabase(long now, SignOfLife sign) {
    String own = sign.database();
    if (own == null || own.equals(database)) {
      return;
    }
    removeStale(now);
    if (database != null
        && members.stream().anyMatch(each -> !each.worker().equals(sign.worker()))) {
      throw new IllegalStateException(
          ("replica set %s works on the database %s, and this projector on %s; fix: give one of"
                  + " them another PROJECTOR_REPLICA_SET, or stop the projectors of the other"
                  + " database first")
              .formatted(name, database, own));
    }
    database = own;
  }

  private void refresh(SignOfLife sign, long now) {
    // It is alive by this call, even if it comes late.
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).worker().equals(sign.worker())) {
        members.set(i, members.get(i).alive(now, sign.acknowledged()));
        return;
      }
    }
    removeStale(now);
    if (members.size() == MEMBERS_MAX) {
      throw new IllegalStateException(
          "replica set %s has %d projectors already".formatted(name, MEMBERS_MAX));
    }
    members.add(new Member(sign.worker(), sign.name(), now, null, sign.acknowledged()));
    gather(now + sign.timing().registrationWait());
    say(
        "Worker registered replica_set=%s worker=%s name=%s workers=%d"
            .formatted(name, sign.worker(), sign.name(), members.size()));
  }

  /// A projector stops. Several that stop together make one generation: the others notice it only
  /// with their next heartbeat anyway.
  void leave(long now, String worker) {
    boolean had = remove(each -> each.worker().equals(worker));
    if (had) {
      say(
          "Worker left replica_set=%s worker=%s workers=%d"
              .formatted(name, worker, members.size()));
      gather(now + timing().poll());
    }
    advance(now);
  }

  /// A timer fires.
  ///
  /// @param dueAt of the timer
  void sweep(long now, long dueAt) {
    forgive(now);
    if (Objects.equals(sweepAt, dueAt)) {
      sweepAt = null;
    }
    advance(Math.max(now, dueAt));
  }

  /// When [#sweep] has to be called; empty if a timer is set already that comes early enough.
  OptionalLong newTimer() {
    OptionalLong deadline = deadline();
    if (deadline.isEmpty() || (sweepAt != null && sweepAt <= deadline.getAsLong())) {
      return OptionalLong.empty();
    }
    sweepAt = deadline.getAsLong();
    return deadline;
  }

  ReplicaSetState state() {
    return new ReplicaSetState(
        generation,
        partitions,
        phase,
        coordinatingSince,
        members,
        gatherUntil,
        sweepAt,
        timing,
        database);
  }

  /// What has happened, in order.
  List<CoordinatorEvent> events() {
    return List.copyOf(events);
  }

  static ReplicaSetStatus status(ReplicaSetState state) {
    return new ReplicaSetStatus(
        state.generation(),
        state.phase(),
        state.partitions(),
        state.members().stream()
            .map(
                each ->
                    new ReplicaSetStatus.Worker(
                        each.worker(), each.name(), each.partition(), each.lastBeat()))
            .toList());
  }

  private void advance(long now) {
    removeStale(now);
    if (phase == Phase.COORDINATING && now >= coordinatingSince + timing().coordination()) {
      removeSilent(now);
    }
    if (phase == Phase.COORDINATING && !lostPartition() && unacknowledged().isEmpty()) {
      phase = Phase.PROCESSING;
      say(
          "All workers coordinated replica_set=%s generation=%d partitions=%d duration=%dms"
              .formatted(name, generation, partitions, now - coordinatingSince));
    }
    boolean whole = phase != Phase.COORDINATING || lostPartition();
    if (gatherUntil != null && now >= gatherUntil && whole) {
      begin(now);
    }
  }

  /// A timer that is late shows that no call came through for a while, which is nobody's fault. So
  /// each projector has time for two more heartbeats. A timer that somebody has cancelled is set
  /// again.
  private void forgive(long now) {
    if (sweepAt == null || timing == null || now <= sweepAt + timing.heartbeat()) {
      return;
    }
    sweepAt = null;
    long seen = now - timing.stale() + 2 * timing.heartbeat();
    members.replaceAll(
        each -> each.lastBeat() < seen ? each.alive(seen, each.acknowledged()) : each);
  }

  private void removeStale(long now) {
    if (timing == null) {
      return;
    }
    long stale = timing.stale();
    for (Member member : List.copyOf(members)) {
      if (now - member.lastBeat() >= stale) {
        remove(each -> each.equals(member));
        warn(
            "Stale worker cleaned replica_set=%s worker=%s name=%s silent=%dms"
                .formatted(name, member.worker(), member.name(), now - member.lastBeat()));
        if (member.partition() != null) {
          gather(now);
        }
      }
    }
  }

  private void removeSilent(long now) {
    List<Member> silent = unacknowledged();
    for (Member member : silent) {
      remove(each -> each.equals(member));
      warn(
          "Coordination timeout replica_set=%s generation=%d worker=%s name=%s"
              .formatted(name, generation, member.worker(), member.name()));
    }
    if (!silent.isEmpty()) {
      gather(now);
    }
  }

  /// Those whose work of an older generation may not have ended.
  private List<Member> unacknowledged() {
    return members.stream()
        .filter(each -> each.partition() != null && each.acknowledged() < generation)
        .toList();
  }

  private void begin(long now) {
    gatherUntil = null;
    if (members.isEmpty()) {
      partitions = 0;
      phase = Phase.GATHERING;
      return;
    }
    if (!lostPartition() && members.stream().allMatch(each -> each.partition() != null)) {
      // Whoever joined has left again.
      return;
    }
    generation++;
    partitions = members.size();
    phase = Phase.COORDINATING;
    coordinatingSince = now;
    for (int i = 0; i < members.size(); i++) {
      members.set(i, members.get(i).in(i));
    }
    say(
        "Generation created replica_set=%s generation=%d partitions=%d"
            .formatted(name, generation, partitions));
    say("Coordination started replica_set=%s generation=%d".formatted(name, generation));
  }

  private boolean lostPartition() {
    return state().lostPartition();
  }

  private boolean remove(Predicate<Member> which) {
    return members.removeIf(which);
  }

  /// Begins a generation at that time, unless one begins earlier.
  private void gather(long at) {
    gatherUntil = gatherUntil == null ? at : Math.min(gatherUntil, at);
  }

  private Membership membership(long now, String worker) {
    Optional<Member> member = state().member(worker);
    return new Membership(
        generation,
        partitions,
        member.map(Member::partition).orElse(null),
        phase,
        members.size(),
        nextBeat(now));
  }

  /// As often as a heartbeat, and exactly when something may change, so that no projector idles
  /// while its partition waits.
  private long nextBeat(long now) {
    if (phase == Phase.COORDINATING) {
      return Math.max(ReplicaSetTiming.SHORTEST.toMillis(), timing().poll());
    }
    long change = deadline().orElse(Long.MAX_VALUE) - now + TIMER_SLACK;
    return Math.max(ReplicaSetTiming.SHORTEST.toMillis(), Math.min(timing().heartbeat(), change));
  }

  /// When time alone changes something.
  private OptionalLong deadline() {
    LongStream.Builder times = LongStream.builder();
    if (gatherUntil != null && (phase != Phase.COORDINATING || lostPartition())) {
      times.add(gatherUntil);
    }
    if (phase == Phase.COORDINATING) {
      times.add(coordinatingSince + timing().coordination());
    }
    members.forEach(each -> times.add(each.lastBeat() + timing().stale()));
    return times.build().min();
  }

  private ReplicaSetTiming timing() {
    return Objects.requireNonNull(timing, "a set with projectors has their timing");
  }

  private void say(String text) {
    events.add(new CoordinatorEvent(false, text));
  }

  private void warn(String text) {
    events.add(new CoordinatorEvent(true, text));
  }
}
