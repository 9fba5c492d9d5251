package dev.classify.projector.engine;

import dev.classify.exit.CommandFailure;
import dev.classify.store.Statements;
import dev.classify.store.projections.Build;
import dev.classify.store.projections.Builds;
import dev.classify.store.projections.Checkpoints;
import dev.classify.store.projections.EventRetention;
import dev.classify.store.projections.Partition;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time between a start and a stop of the engine, at one assignment.
///
/// The main lane has the builds that are furthest. Every other build, such as one that is built
/// anew, has a lane and a thread of its own that never passes the main lane, and joins it when it
/// is there.
final class Run {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /// After a failure of the database.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Statements statements;
  private final Map<String, Projection> projections;
  private final EngineSettings settings;
  private final EngineListener listener;
  private final Partition own;

  /// Held while the main lane is at work. Fair, so that a lane that wants to join gets it.
  private final ReentrantLock mainLock = new ReentrantLock(true);

  private final Lane main;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Map<Long, RunningBuild> running = new ConcurrentHashMap<>();
  private final Map<Long, RunningBuild> known = new ConcurrentHashMap<>();
  private final StoppedBuilds stopped;
  private final CountDownLatch stopping = new CountDownLatch(1);

  Run(
      DataSource database,
      List<Projection> projections,
      EngineSettings settings,
      EngineListener listener,
      Partition own) {
    this.statements = new Statements(database);
    this.projections =
        projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
    this.settings = settings;
    this.listener = listener;
    this.own = own;
    this.stopped = new StoppedBuilds(new ProjectionTables(database), own);
    this.main =
        new Lane(
            statements,
            own,
            settings.batchSize(),
            List.of(),
            new Checkpoints.Place(0, false, List.of()),
            false);
  }

  void start() {
    thread("projections", this::projectAll);
  }

  void stop(Duration max) {
    stopping.countDown();
    long end = System.nanoTime() + max.toNanos();
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || thread == Thread.currentThread()) {
        continue;
      }
      try {
        thread.join(left);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  List<ProjectionState> state() {
    List<ProjectionState> states = new ArrayList<>(stopped.states());
    running.values().forEach(build -> states.add(build.state()));
    return List.copyOf(states);
  }

  private void thread(String name, Work work) {
    Thread thread =
        Thread.ofPlatform()
            .name("%s-%d".formatted(name, own.partition()))
            .unstarted(() -> persist(work));
    threads.add(thread);
    thread.start();
  }

  private interface Work {

    /// Returns when there is nothing more to do.
    void run() throws SQLException;
  }

  /// Begins again after each failure of the database, until it is done.
  private void persist(Work work) {
    while (!isStopping()) {
      try {
        work.run();
        return;
      } catch (SQLException away) {
        LOG.warn(
            "replica_set={} generation={} partition={} waits for the database: {}",
            own.replicaSet(),
            own.generation(),
            own.partition(),
            away.getMessage());
        pause(RETRY);
      }
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /// @return whether to continue
  private boolean pause(Duration time) {
    try {
      return !stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      stopping.countDown();
      return false;
    }
  }

  private void projectAll() throws SQLException {
    long generation = statements.inTransaction(handle -> Checkpoints.raise(handle, own));
    if (generation != own.generation()) {
      fenced(generation);
      return;
    }
    boolean changed = true;
    long lookedUp = System.nanoTime();
    while (!isStopping()) {
      if (changed || System.nanoTime() - lookedUp >= settings.pollInterval().toNanos()) {
        lookUp();
        lookedUp = System.nanoTime();
      }
      Lane.Step step = stepOfMain();
      changed = step instanceof Lane.Step.Changed || step instanceof Lane.Step.Faulty;
      switch (step) {
        case Lane.Step.Moved(boolean full) when full -> {}
        case Lane.Step.Moved _, Lane.Step.AtEnd _ -> pause(settings.pollInterval());
        case Lane.Step.Changed _ -> forgetBuilds(main);
        case Lane.Step.Fenced fence -> fenced(fence.generation());
        case Lane.Step.Faulty faulty -> handle(main, faulty);
      }
    }
  }

  private Lane.Step stepOfMain() throws SQLException {
    mainLock.lock();
    try {
      return main.builds().isEmpty() ? new Lane.Step.AtEnd() : main.step(Long.MAX_VALUE);
    } finally {
      mainLock.unlock();
    }
  }

  private void fenced(long generation) {
    if (!isStopping()) {
      stopping.countDown();
      listener.fenced(generation);
    }
  }

  /// A build that a lane does not have any more is looked up again, if it still runs.
  private void forgetBuilds(Lane lane) {
    mainLock.lock();
    try {
      List<RunningBuild> gone = lane.builds();
      lane.leave(gone);
      gone.forEach(build -> running.remove(build.build().build()));
    } finally {
      mainLock.unlock();
    }
  }

  /// A build at fault is put into a lane of its own, where it looks for the event; there, it fails.
  private void handle(Lane lane, Lane.Step.Faulty faulty) throws SQLException {
    RunningBuild build = faulty.build();
    if (faulty.event() == 0) {
      mainLock.lock();
      try {
        lane.leave(List.of(build));
        runFollowing(
            new Lane(statements, own, settings.batchSize(), List.of(build), lane.place(), true));
      } finally {
        mainLock.unlock();
      }
      return;
    }
    String reason =
        "event %d cannot be applied: %s".formatted(faulty.event(), faulty.fault().getMessage());
    statements.run(
        handle -> {
          Builds.stop(handle, build.build().build(), "failed", reason);
          return build;
        });
    forgetBuilds(lane);
    listener.failed(build.projection().name(), reason);
  }

  /// Finds builds that are new, or run again, and those that are stopped or retired.
  private void lookUp() throws SQLException {
    List<Build> builds;
    try {
      builds =
          statements.inTransaction(
              handle ->
                  running.isEmpty()
                      ? Builds.prepare(handle, own, List.copyOf(projections.values()))
                      : Builds.ofReplicaSet(handle, own.replicaSet()));
    } catch (CommandFailure refused) {
      stopping.countDown();
      listener.refused(refused.problem(), refused.fix());
      return;
    }
    List<Lane> started = new ArrayList<>();
    for (Build build : builds) {
      Projection projection = projections.get(build.projection());
      if (projection == null || projection.version() != build.version()) {
        continue;
      }
      if (build.runs()) {
        RunningBuild already = running.get(build.build());
        if (already == null) {
          started.add(start(build, projection));
        } else {
          already.refresh(build);
        }
      }
    }
    stopped.note(builds, projections.values());
    // The one that is furthest becomes the main lane.
    started.sort(Comparator.comparingLong((Lane lane) -> -lane.place().position()));
    together(started).forEach(this::begin);
    activate(builds);
    deleteRetired(builds);
    deleteOldEvents();
  }

  /// Builds at the same place read the log once, such as those of all versions that an upgrade
  /// changes, and leave the rest of the machine to the main lane.
  private static List<Lane> together(List<Lane> started) {
    List<Lane> lanes = new ArrayList<>();
    for (Lane lane : started) {
      lanes.stream()
          .filter(other -> other.canTake(lane))
          .findFirst()
          .ifPresentOrElse(other -> other.take(lane), () -> lanes.add(lane));
    }
    return lanes;
  }

  /// A lane with a build, at the place where it is.
  private Lane start(Build build, Projection projection) throws SQLException {
    Checkpoints.Place place =
        statements.run(handle -> Checkpoints.place(handle, build.build(), own));
    RunningBuild started =
        known.computeIfAbsent(build.build(), _ -> new RunningBuild(build, projection));
    started.refresh(build);
    started.reached(List.of(), place.position());
    return new Lane(statements, own, settings.batchSize(), List.of(started), place, false);
  }

  private void begin(Lane lane) {
    mainLock.lock();
    try {
      lane.builds().forEach(build -> running.put(build.build().build(), build));
      if (main.canTake(lane)) {
        main.take(lane);
      } else {
        runFollowing(lane);
      }
    } finally {
      mainLock.unlock();
    }
  }

  private void runFollowing(Lane lane) {
    thread("projection-" + lane.builds().getFirst().build().build(), () -> follow(lane));
  }

  private void follow(Lane lane) throws SQLException {
    while (!isStopping() && !lane.builds().isEmpty()) {
      Lane.Step step = lane.step(limit(lane));
      switch (step) {
        case Lane.Step.Moved(boolean full) when full -> {}
        case Lane.Step.Moved _, Lane.Step.AtEnd _ -> {
          if (joined(lane)) {
            return;
          }
        }
        case Lane.Step.Changed _ -> forgetBuilds(lane);
        case Lane.Step.Fenced fence -> fenced(fence.generation());
        case Lane.Step.Faulty faulty -> handle(lane, faulty);
      }
    }
  }

  /// The main lane is not passed, so that it can be joined. A lane that is further anyway need not
  /// wait for it.
  private long limit(Lane lane) {
    long ahead = main.builds().isEmpty() ? Long.MAX_VALUE : main.place().position();
    return ahead < lane.place().position() ? Long.MAX_VALUE : ahead;
  }

  /// Takes the last step while the main lane waits, and joins it.
  ///
  /// @return whether it is joined
  private boolean joined(Lane lane) throws SQLException {
    mainLock.lock();
    try {
      long ahead = main.builds().isEmpty() ? 0 : main.place().position();
      if (lane.place().position() < ahead
          && !(lane.step(ahead) instanceof Lane.Step.Moved)
          && lane.place().position() < ahead) {
        return false;
      }
      if (main.canTake(lane)) {
        main.take(lane);
        return true;
      }
    } finally {
      mainLock.unlock();
    }
    if (lane.place().position() >= main.place().position()) {
      pause(settings.pollInterval());
    }
    return false;
  }

  private void activate(List<Build> builds) throws SQLException {
    for (Build build : builds) {
      if (build.state().equals("building") && running.containsKey(build.build())) {
        boolean shown = statements.inTransaction(handle -> Builds.activate(handle, build));
        if (shown) {
          listener.activated(build.projection(), build.build());
        }
      }
    }
  }

  private void deleteOldEvents() throws SQLException {
    Duration retention = settings.retention();
    if (own.partition() == 0 && retention != null) {
      statements.run(handle -> EventRetention.deleteSome(handle, retention));
    }
  }

  /// One worker of the set does it, some rows at a time.
  private void deleteRetired(List<Build> builds) throws SQLException {
    Optional<Build> retired =
        builds.stream().filter(build -> build.state().equals("retired")).findFirst();
    if (own.partition() == 0 && retired.isPresent()) {
      Projection projection = projections.get(retired.get().projection());
      if (projection != null) {
        statements.inTransaction(handle -> Builds.deleteSome(handle, retired.get(), projection));
      }
    }
  }
}
