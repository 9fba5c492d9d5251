package dev.classify.projector.engine;

import dev.classify.store.Statements;
import dev.classify.store.events.Event;
import dev.classify.store.events.EventReader;
import dev.classify.store.projections.Checkpoints;
import dev.classify.store.projections.Checkpoints.Place;
import dev.classify.store.projections.EventBatch;
import dev.classify.store.projections.Partition;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Builds at the same place in the log: each batch is read once, and written to all of them in one
/// transaction. Used by one thread at a time, except where a method says so.
final class Lane {

  private final Statements statements;
  private final Partition own;
  private final int batchSize;
  private List<RunningBuild> builds;
  private volatile Place place;

  /// Less than a batch while the event is looked for that cannot be applied.
  private int eventsMax;

  private int appliedOneByOne;

  Lane(
      Statements statements,
      Partition own,
      int batchSize,
      List<RunningBuild> builds,
      Place place,
      boolean suspicious) {
    this.statements = statements;
    this.own = own;
    this.batchSize = batchSize;
    this.builds = List.copyOf(builds);
    this.place = place;
    this.eventsMax = suspicious ? 1 : batchSize;
  }

  /// What became of a batch.
  sealed interface Step {

    /// Events were read.
    ///
    /// @param full whether there may be more
    record Moved(boolean full) implements Step {}

    /// Nothing is left to read.
    record AtEnd() implements Step {}

    /// A build was stopped, or another worker has moved it: the builds have to be looked up again.
    record Changed() implements Step {}

    /// A later generation has begun.
    record Fenced(long generation) implements Step {}

    /// A build cannot apply the batch. Nothing is written.
    ///
    /// @param event that is at fault; 0 if it is one of several
    record Faulty(RunningBuild build, long event, RuntimeException fault) implements Step {}
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient RunningBuild build;
    private final transient RuntimeException fault;

    Fault(RunningBuild build, RuntimeException fault) {
      super(fault);
      this.build = build;
      this.fault = fault;
    }
  }

  List<RunningBuild> builds() {
    return builds;
  }

  Place place() {
    return place;
  }

  /// Whether the builds of a lane can be written together with those of this one.
  boolean canTake(Lane other) {
    return builds.isEmpty()
        || (place.position() == other.place.position()
            && place.earlier().equals(other.place.earlier()));
  }

  /// Takes in the builds of another lane.
  void take(Lane other) {
    place =
        builds.isEmpty()
            ? other.place
            : place.at(place.position(), place.caughtUp() && other.place.caughtUp());
    builds = Stream.concat(builds.stream(), other.builds.stream()).toList();
  }

  /// Leaves out builds.
  void leave(List<RunningBuild> gone) {
    builds = builds.stream().filter(build -> !gone.contains(build)).toList();
  }

  /// Reads and writes a batch.
  ///
  /// @param limit position not to read beyond
  Step step(long limit) throws SQLException {
    Batch batch;
    try {
      batch = statements.inTransaction(handle -> write(handle, limit));
    } catch (Fault fault) {
      return faulty(fault, limit);
    }
    if (batch.step() instanceof Step.Moved) {
      place = place.at(batch.after(), batch.caughtUp());
      builds.forEach(build -> build.reached(batch.events(), batch.after()));
      noticeGoodEvents(batch.events().size());
    }
    return batch.step() instanceof Step.Moved && batch.events().isEmpty()
        ? new Step.AtEnd()
        : batch.step();
  }

  /// A batch as it is written, or why it is not.
  private record Batch(Step step, List<Event> events, long after, boolean caughtUp) {

    static Batch none(Step step) {
      return new Batch(step, List.of(), 0, false);
    }
  }

  private Batch write(Handle handle, long limit) {
    long before = place.position();
    long head = EventReader.head(handle);
    builds.forEach(build -> build.sawHead(head));
    long end = Math.min(head, limit);
    if (end <= before && place.caughtUp()) {
      return Batch.none(new Step.AtEnd());
    }
    List<Event> events =
        end <= before
            ? List.of()
            : EventReader.read(handle, before, end, own.partition(), own.partitions(), eventsMax);
    boolean full = events.size() == eventsMax;
    long after = full ? events.getLast().position() : Math.max(before, end);
    boolean caughtUp = place.caughtUp() || after >= head;
    if (after == before && caughtUp == place.caughtUp()) {
      return Batch.none(new Step.AtEnd());
    }
    List<Long> moved =
        Checkpoints.advance(
            handle,
            builds.stream().map(build -> build.build().build()).toList(),
            own,
            before,
            after,
            events.size(),
            caughtUp);
    if (moved.size() != builds.size()) {
      handle.rollback();
      long generation = Checkpoints.generation(handle, own.replicaSet());
      return Batch.none(
          generation == own.generation() ? new Step.Changed() : new Step.Fenced(generation));
    }
    List<Event> fresh = events.stream().filter(event -> !place.isDone(event)).toList();
    for (RunningBuild build : builds) {
      apply(handle, build, fresh);
    }
    return new Batch(new Step.Moved(full), events, after, caughtUp);
  }

  private void apply(Handle handle, RunningBuild build, List<Event> events) {
    try {
      build
          .projection()
          .apply(handle, new EventBatch(build.build().build(), own.partition(), events));
    } catch (RuntimeException fault) {
      throw new Fault(build, fault);
    }
  }

  private void noticeGoodEvents(int events) {
    if (eventsMax < batchSize) {
      appliedOneByOne += events;
      if (appliedOneByOne >= batchSize) {
        eventsMax = batchSize;
        appliedOneByOne = 0;
      }
    }
  }

  /// What the database refuses for a while is no fault of an event.
  private Step faulty(Fault fault, long limit) throws SQLException {
    SqlFailure.of(fault.fault).requirePermanent();
    if (builds.size() > 1) {
      return new Step.Faulty(fault.build, 0, fault.fault);
    }
    if (eventsMax > 1) {
      eventsMax = 1;
      appliedOneByOne = 0;
      return step(limit);
    }
    long event =
        statements.run(
            handle ->
                EventReader.read(
                        handle,
                        place.position(),
                        Long.MAX_VALUE,
                        own.partition(),
                        own.partitions(),
                        1)
                    .stream()
                    .mapToLong(Event::position)
                    .findFirst()
                    .orElse(place.position() + 1));
    return new Step.Faulty(fault.build, event, fault.fault);
  }
}
